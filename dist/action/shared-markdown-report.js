const e=[`chart`,`samples`,`file diff`,`many steps`,`many warnings`,`most steps`,`warnings`,`table`,`list`,`runs`,`scenario`,`target`];function t({heading:e,sections:t}){return n([e,...t.map(({lines:e})=>e)])}function n(e){return`${e.filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`)}\n`}export{n,t as r,e as t};