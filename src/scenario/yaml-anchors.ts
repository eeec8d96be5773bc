import { visit, type Alias, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';

/** What the aliases of a document stand for. */
export interface Anchors {
  /** Of each alias the last node before it that has the anchor. */
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly names: ReadonlySet<string>;
}

/** The anchors of a document, and what each alias stands for. */
export function readAnchors(root: Node): Anchors {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const keep = (_: unknown, node: Scalar | YAMLMap | YAMLSeq): void => {
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
  };
  visit(root, {
    Scalar: keep,
    Map: keep,
    Seq: keep,
    Alias: (_, alias) => {
      const node = anchors.get(alias.source);
      if (node !== undefined) targets.set(alias, node);
    },
  });
  return { targets, names: new Set(anchors.keys()) };
}
