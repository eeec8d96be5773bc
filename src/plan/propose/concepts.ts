import type { ColumnKind } from '../../model/table.ts';

/** What a need of a role may mean, and how databases name columns that meet it. All words in lower case, English and German. */
export interface Concept {
  /** Words by which a scenario asks for it. */
  readonly asks: readonly string[];
  /** Words by which columns name it. */
  readonly words: readonly string[];
  /** Of several columns, those with these words are meant first. */
  readonly better: readonly string[];
  /** Columns with these words mean something else beside it. */
  readonly worse: readonly string[];
  /** Kinds of column that can hold it, the usual ones first; others cannot. */
  readonly kinds: readonly ColumnKind[];
  /** What part it may have in keys. */
  readonly inKeys: 'wanted' | 'refused' | 'any';
}

const times: readonly ColumnKind[] = ['timestamp', 'timestamptz', 'date'];
const numbers: readonly ColumnKind[] = ['decimal', 'float', 'integer'];
const texts: readonly ColumnKind[] = ['text', 'enum'];
const labels: readonly ColumnKind[] = ['text', 'enum', 'integer', 'boolean'];
const keys: readonly ColumnKind[] = ['integer', 'uuid', 'text', 'decimal'];

/** Words of columns that stand beside the thing itself: when it was checked, how often, whether. */
const besides = [
  'flag',
  'is',
  'has',
  'count',
  'cnt',
  'verified',
  'valid',
  'opt',
  'sent',
  'old',
  'alt',
  'prev',
  'previous',
];

export const concepts: readonly Concept[] = [
  {
    asks: ['time', 'date', 'when', 'timestamp', 'day', 'datum', 'zeit', 'ts', 'created', 'happened', 'occurred'],
    words:
      'date time timestamp datetime dt dat datum zeit zeitpunkt ts tm day tag at on when created erstellt angelegt erfasst occurred'.split(
        ' ',
      ),
    better:
      'order ordered ord sale sold event occurred happened transaction trans trx txn invoice inv booking booked purchase purchased created placed posting posted document doc bestell auftrag buchung rechnung beleg verkauf erstellt angelegt erfass'.split(
        ' ',
      ),
    worse:
      'due ship shipped shipping deliver delivery dispatch update updated upd modif modified mod change changed chg edit sync synced load loaded etl insert inserted ingest delete deleted cancel paid pay payment birth dob geburt expire expires expiry valid start end close closed last first lief liefer versand faellig geaendert aend aender zahl required req import archive print promised'.split(
        ' ',
      ),
    kinds: times,
    inKeys: 'any',
  },
  {
    asks: ['amount', 'total', 'revenue', 'value', 'money', 'sales', 'sum', 'betrag', 'umsatz', 'turnover'],
    words:
      'amount amt total tot revenue rev sum value val betrag btr summe umsatz wert turnover gross brutto net netto price sales due'.split(
        ' ',
      ),
    better: 'total tot gesamt grand revenue umsatz amount amt gross brutto betrag'.split(' '),
    worse:
      'subtotal tax vat mwst ust steuer discount disc rabatt skonto freight ship shipping fracht versand fee tip sub unit einzel stueck qty quantity count pct percent prozent rate satz limit credit balance open paid refund weight cost margin min max avg line prev old points stock'.split(
        ' ',
      ),
    kinds: numbers,
    inKeys: 'refused',
  },
  {
    asks: ['price', 'preis'],
    words: 'price preis prc amount list'.split(' '),
    better: 'unit list einzel sale'.split(' '),
    worse: 'old prev tax discount cost min max total code'.split(' '),
    kinds: numbers,
    inKeys: 'refused',
  },
  {
    asks: ['quantity', 'qty', 'menge', 'units', 'pieces', 'anzahl'],
    words: 'quantity qty menge mng anzahl anz stueck stk units pieces count cnt'.split(' '),
    better: 'order ordered sold quantity qty menge'.split(' '),
    worse:
      'discount account country stock lager min max reorder ship shipped back return returned line price preis'.split(
        ' ',
      ),
    kinds: ['integer', 'decimal', 'float'],
    inKeys: 'refused',
  },
  {
    asks: ['email', 'mail'],
    words: ['email', 'mail', 'emailaddress'],
    better: ['primary', 'main', 'address'],
    worse: [...besides, 'second', 'secondary', 'status', 'type', 'format', 'subject', 'template', 'bounce'],
    kinds: texts,
    inKeys: 'any',
  },
  {
    asks: ['phone', 'telephone', 'mobile', 'telefon'],
    words: ['phone', 'tel', 'telefon', 'mobile', 'mobil', 'fon', 'handy'],
    better: ['primary', 'main'],
    worse: [...besides, 'fax', 'second', 'type'],
    kinds: texts,
    inKeys: 'any',
  },
  {
    asks: ['id', 'key', 'number', 'nr'],
    words: ['id', 'key', 'nr', 'no', 'num', 'number', 'nummer', 'uuid', 'guid'],
    better: [],
    worse: ['parent', 'external', 'ext', 'legacy', 'phone', 'tax'],
    kinds: keys,
    inKeys: 'wanted',
  },
  {
    asks: ['category', 'type', 'kind', 'group', 'segment', 'class', 'kategorie'],
    words: 'category cat categ kategorie kat type typ kind class klasse group gruppe grp segment'.split(' '),
    better: ['category', 'kategorie', 'segment'],
    worse: [...besides, 'sub'],
    kinds: labels,
    inKeys: 'any',
  },
  {
    asks: ['status', 'state', 'zustand'],
    words: ['status', 'state', 'stat', 'sts', 'zustand', 'stage', 'phase'],
    better: ['status', 'order'],
    worse: [...besides, 'payment', 'ship', 'shipping', 'tax', 'province', 'address'],
    kinds: labels,
    inKeys: 'any',
  },
  {
    asks: ['country', 'land', 'nation'],
    words: ['country', 'land', 'ctry', 'cntry', 'nation', 'laenderkz', 'iso'],
    better: ['code', 'iso'],
    worse: [...besides, 'phone', 'tax', 'origin'],
    kinds: texts,
    inKeys: 'any',
  },
  {
    asks: ['city', 'town', 'ort', 'stadt'],
    words: ['city', 'town', 'ort', 'stadt'],
    better: [],
    worse: besides,
    kinds: texts,
    inKeys: 'any',
  },
  {
    asks: ['name', 'title', 'label'],
    words: ['name', 'nam', 'nm', 'title', 'bezeichnung', 'bez', 'label'],
    better: ['full', 'last', 'sur', 'nach', 'company', 'firma', 'display'],
    worse: [...besides, 'user', 'first', 'vor', 'middle', 'file', 'nick'],
    kinds: texts,
    inKeys: 'any',
  },
  {
    asks: ['customer', 'client', 'buyer', 'kunde'],
    words: 'customer cust client kunde kd kun kdnr buyer debitor'.split(' '),
    better: ['id', 'nr', 'no', 'key'],
    worse: [...besides, 'name', 'type', 'group', 'ship'],
    kinds: keys,
    inKeys: 'any',
  },
  {
    asks: ['product', 'item', 'article', 'artikel', 'sku'],
    words: 'product prod item article artikel art sku material'.split(' '),
    better: ['id', 'nr', 'no', 'key', 'sku'],
    worse: [...besides, 'name', 'type', 'group'],
    kinds: keys,
    inKeys: 'any',
  },
];

/** What a role may mean, and how databases name such tables. */
export interface Subject {
  readonly asks: readonly string[];
  readonly words: readonly string[];
  readonly better: readonly string[];
  readonly worse: readonly string[];
  /** Such tables grow with every event: of two, the larger one is meant. */
  readonly isLarge: boolean;
}

export const subjects: readonly Subject[] = [
  {
    asks: ['fact', 'order', 'sale', 'invoice', 'transaction', 'booking', 'purchase', 'event', 'bestellung', 'auftrag'],
    words:
      'order ord sale sales invoice inv transaction trans trx txn booking purchase bestellung bestell auftrag verkauf vk rechnung rech beleg umsatz fact fct'.split(
        ' ',
      ),
    better: ['fact', 'fct', 'hdr', 'header', 'head', 'kopf', 'order', 'auftrag', 'sale'],
    worse:
      'line lines detail dtl item pos position status type event note comment reason discount tax return message attachment'.split(
        ' ',
      ),
    isLarge: true,
  },
  {
    asks: ['customer', 'client', 'user', 'member', 'buyer', 'person', 'contact', 'kunde'],
    words: 'customer cust client kunde kunden kd member buyer user person contact debitor'.split(' '),
    better: ['customer', 'cust', 'kunde', 'kunden', 'master', 'stamm'],
    worse: 'address addr adress group type note order ord segment role session login card preference'.split(' '),
    isLarge: false,
  },
  {
    asks: ['product', 'item', 'article', 'sku', 'artikel'],
    words: 'product prod item article artikel art sku material'.split(' '),
    better: ['product', 'artikel', 'master', 'stamm'],
    worse: 'category group type price preis stock lager review image order ord line'.split(' '),
    isLarge: false,
  },
];

/** Words of tables that nobody reads any more, or that only feed others. */
export const retired: readonly string[] =
  'bak backup old tmp temp archive archiv arch hist history historie copy kopie test stg staging log audit snapshot import export deleted sync'.split(
    ' ',
  );
