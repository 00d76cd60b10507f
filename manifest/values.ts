// What a package is filled with: each placeholder of the manifest, the flag that gives it, and where its value comes from without one.

/** The flags, in the order of the help text; their names stand without the dashes. */
export const flagTable = {
  'app-id': { type: 'string', takes: '<guid>', meaning: 'the MicrosoftAppId of the bot registration; required' },
  host: { type: 'string', takes: '<name>', meaning: 'the public host name of the bot, e.g. support.contoso.com; required' },
  'page-app-id': { type: 'string', takes: '<guid>', meaning: 'the PAGE_APP_ID of the registration for pages; default: the app has none' },
  'teams-app-id': { type: 'string', takes: '<guid>', meaning: 'the id of the Teams app, when it is not the bot\'s; default: --app-id' },
  developer: { type: 'string', takes: '<name>', meaning: 'who offers the app, at most 32 characters; default: Managed Desktop Support' },
  website: { type: 'string', takes: '<url>', meaning: 'the support page; default: https://<host>' },
  privacy: { type: 'string', takes: '<url>', meaning: 'the privacy statement, readable without sign-in; default: https://<host>/privacy' },
  terms: { type: 'string', takes: '<url>', meaning: 'the terms of use, readable without sign-in; default: https://<host>/terms' },
} as const;

export type Flag = keyof typeof flagTable;

export type Flags = { readonly [flag in Flag]?: string | undefined };

/** A value, and the flag a person would have to change to change it. */
export type Value = { readonly text: string; readonly flag?: Flag };

/** Values that make a package to look at: a reserved domain and an id of nobody's, so that it cannot reach a real bot. */
export const sampleFlags: Flags = { 'app-id': '11111111-2222-4333-8444-555555555555', host: 'support.example.com' };

/** Each placeholder with its value; a required flag that was not given leaves its placeholders out. */
export const valuesOf = (flags: Flags, version: string): Readonly<Record<string, Value>> => {
  const appId = given(flags, 'app-id');
  const host = given(flags, 'host');
  const page = (path: string): Value | undefined => host && { text: `https://${host.text}${path}`, flag: 'host' };
  const values: Readonly<Record<string, Value | undefined>> = {
    APP_VERSION: { text: version },
    MICROSOFT_APP_ID: appId,
    TEAMS_APP_ID: given(flags, 'teams-app-id') ?? appId,
    PUBLIC_HOST: host,
    PAGE_APP_ID: given(flags, 'page-app-id'),
    DEVELOPER_NAME: given(flags, 'developer') ?? { text: 'Managed Desktop Support' },
    WEBSITE_URL: given(flags, 'website') ?? page(''),
    PRIVACY_URL: given(flags, 'privacy') ?? page('/privacy'),
    TERMS_URL: given(flags, 'terms') ?? page('/terms'),
  };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
};

const given = (flags: Flags, flag: Flag): Value | undefined => {
  const text = flags[flag];
  return text === undefined ? undefined : { text, flag };
};
