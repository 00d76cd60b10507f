// Where the benchmark keeps what takes long to make: beside the sources, out of the repository.
import { resolve } from 'node:path';

export const cache = resolve(import.meta.dirname, '../.cache/bench');
