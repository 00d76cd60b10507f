// The part of botbuilder-dialogs that asks our questions, each piece by its own file: the package as a whole loads recognizers of numbers and dates in
// a dozen languages, which nothing here asks and which would stay in memory.
export { DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js';
export { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
export { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
export { Prompt } from 'botbuilder-dialogs/lib/prompts/prompt.js';
export { WaterfallDialog } from 'botbuilder-dialogs/lib/waterfallDialog.js';
