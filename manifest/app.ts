// The shape of our manifest: which of the schema's many fields this app has, so that rules can read them.
import { z } from 'zod';
import type { Words } from './files.ts';

const command = z.object({ title: z.string(), description: z.string() });
const extension = command.extend({ parameters: z.array(command).default([]) });

export const appShape = z.object({
  $schema: z.string(),
  version: z.string(),
  id: z.string(),
  developer: z.object({ name: z.string(), websiteUrl: z.string(), privacyUrl: z.string(), termsOfUseUrl: z.string() }),
  localizationInfo: z.object({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  icons: z.object({ color: z.string(), outline: z.string(), color32x32: z.string() }),
  supportsChannelFeatures: z.string().optional(),
  authorization: z.unknown().optional(),
  bots: z.tuple([z.object({
    botId: z.string(),
    scopes: z.array(z.string()),
    supportsFiles: z.boolean().optional(),
    commandLists: z.array(z.object({ scopes: z.array(z.string()), commands: z.array(command) })),
  })]),
  composeExtensions: z.tuple([z.object({ botId: z.string(), commands: z.array(extension) })]),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }).optional(),
});

export type App = z.infer<typeof appShape>;

/** Everything of the manifest that people read and a language file has to translate. */
export const wordsOf = (app: App): Words => ({
  'name.short': app.name.short,
  'name.full': app.name.full,
  'description.short': app.description.short,
  'description.full': app.description.full,
  ...Object.fromEntries(app.bots[0].commandLists.flatMap((list, at) => list.commands.flatMap(({ title, description }, index) => [
    [`bots[0].commandLists[${at}].commands[${index}].title`, title],
    [`bots[0].commandLists[${at}].commands[${index}].description`, description],
  ]))),
  ...Object.fromEntries(app.composeExtensions[0].commands.flatMap(({ title, description, parameters }, index) => {
    const path = `composeExtensions[0].commands[${index}]`;
    return [
      [`${path}.title`, title], [`${path}.description`, description],
      ...parameters.flatMap((one, at) => [[`${path}.parameters[${at}].title`, one.title], [`${path}.parameters[${at}].description`, one.description]]),
    ];
  })),
});
