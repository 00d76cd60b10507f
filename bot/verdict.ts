// What a walk through the audit log found, in words for operators.
import type { LineFault, Verdict } from '../store/store.ts';

/** In words, after "line 3 of T-1001". */
const faults: Readonly<Record<LineFault, string>> = {
  'edited': 'is not what was written',
  'missing': 'is missing',
  'unlinked': 'does not follow the line before it',
  'unsealed': 'is neither sealed by a checkpoint nor waiting for one',
  'replaced': 'is not the line that its checkpoint sealed',
  'not-the-head': 'is not the line at which its record stands',
  'altered': 'left behind something else than what is there now',
};

export function wordsOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'intact': return `intact: ${verdict.lines} lines, ${verdict.checkpoints} checkpoints`;
    case 'broken': return `broken: line ${verdict.version} of ${verdict.chain} ${faults[verdict.fault]} (${verdict.fault})`;
    case 'broken-attachment': return `broken: the attachment ${verdict.id} is not what its record says (altered)`;
    case 'broken-checkpoint': return verdict.fault === 'missing'
      ? `broken: checkpoint ${verdict.seq} is missing (missing)`
      : `broken: checkpoint ${verdict.seq} was not made by this bot, or with another key (forged)`;
  }
}
