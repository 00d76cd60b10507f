// Keeps a list of DOM rows in step with a list of items, so that focus, scroll and typed text survive a change.
export interface Row<Item> {
  readonly node: HTMLElement;
  update(item: Item): void;
}

/** The returned function shows a list of items: rows are made once per key, then updated and moved, and removed with their item. */
export function rows<Item>(parent: HTMLElement, key: (item: Item) => string, make: (item: Item) => Row<Item>): (items: readonly Item[]) => void {
  const shown = new Map<string, Row<Item>>();
  return (items) => {
    const wanted = new Set(items.map(key));
    for (const [name, row] of shown) {
      if (wanted.has(name)) continue;
      row.node.remove();
      shown.delete(name);
    }
    let after: Element | null = null;
    for (const item of items) {
      const name = key(item);
      let row = shown.get(name);
      if (!row) shown.set(name, row = make(item));
      const here: Element | null = after ? after.nextElementSibling : parent.firstElementChild;
      if (here !== row.node) parent.insertBefore(row.node, here);
      row.update(item);
      after = row.node;
    }
  };
}
