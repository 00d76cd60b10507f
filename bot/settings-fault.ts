// What stops a start: every fault of the settings, told at once.

/** All that is wrong with the settings, a line each. */
export class SettingsFault extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}
