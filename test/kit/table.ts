// Policy written as a table: a line of columns, then a line for every row. What the reader sees is what is tested.

export interface Cell {
  readonly row: string;
  readonly column: string;
  readonly says: string;
}

export interface Table {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly Cell[];
}

/** Cells are words without spaces. A row with a cell too few or too many is a fault of the test. */
export function table(text: string): Table {
  const [columns = [], ...lines] = text.trim().split('\n').map((line) => line.trim().split(/\s+/));
  const cells = lines.flatMap(([row = '', ...says]) => {
    if (says.length !== columns.length) throw new Error(`row '${row}' has ${says.length} cells for ${columns.length} columns`);
    return columns.map((column, at) => ({ row, column, says: says[at] ?? '' }));
  });
  return { rows: lines.map(([row = '']) => row), columns, cells };
}

/** The word as one of a list of literals; a word that is not in it is a fault of the table. */
export function oneOf<Word extends string>(words: readonly Word[], word: string): Word {
  const found = words.find((known) => known === word);
  if (found === undefined) throw new Error(`'${word}' is none of ${words.join(', ')}`);
  return found;
}
