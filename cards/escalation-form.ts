// The form that drafts an escalation of a ticket to Operations, with the Sev C rule beside the severity.
import type { Language } from '../locales/say.ts';
import { categories } from '../support/category.ts';
import { requestTypes } from '../support/escalation.ts';
import { severities } from '../support/severity.ts';
import type { Ticket } from '../support/ticket.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import template from './escalation-form.template.json' with { type: 'json' };
import { perLanguage } from './fixed.ts';
import { choices, faultLine, field, limits, type FormState } from './form.ts';
import { plain } from './render.ts';
import { ticketTitle } from './ticket.ts';

/** `language` is the one Operations works in: said when it is not the reader's own. */
export type EscalationForm = FormState & { readonly ticket: Ticket; readonly language: Language };

export function escalationForm(context: CardContext, form: EscalationForm): Card {
  return show(context, template, escalationFormData(context, form));
}

export function escalationFormData({ say, reader }: CardContext, form: EscalationForm) {
  const { draft, ticket, language } = form;
  const title = say('escalation-form.title', { id: ticket.id });
  return {
    fixed: fixed(say),
    draft,
    ticket: ticket.id,
    summary: title,
    title,
    about: plain(ticketTitle(ticket)),
    language: language === say.language ? '' : say('escalation-form.language', { language: nameOf(language, say.language) }),
    faults: faultLine(say, form),
    requestType: field(say, form, 'requestType', 'escalation-form.request-type', 'escalation-form.need.request-type', requestTypes[0]),
    category: field(say, form, 'category', 'escalation-form.category', 'escalation-form.need.category', ticket.routed?.route === 'security' ? 'security' : ticket.category),
    name: field(say, form, 'title', 'escalation-form.name', 'escalation-form.need.title', ticketTitle(ticket)),
    description: field(say, form, 'description', 'escalation-form.description', 'escalation-form.need.description', ticket.description),
    contact: field(say, form, 'contact', 'escalation-form.contact', 'escalation-form.need.contact', reader?.name ?? ''),
    severity: field(say, form, 'severity', 'escalation-form.severity', 'escalation-form.need.severity', ticket.severity),
  };
}

/** What readers of `reader` call a language. */
function nameOf(language: Language, reader: Language): string {
  return new Intl.DisplayNames(reader, { type: 'language' }).of(language) ?? language;
}

const fixed = perLanguage((say) => ({
  limits,
  requestTypes: choices(requestTypes, (type) => say(`request-type.${type}`)),
  categories: choices(categories, (category) => say(`category.${category}`)),
  severities: choices(severities, (severity) => say(`severity.${severity}`)),
  rule: say('escalation-form.rule'),
  alwaysC: say('escalation-form.always-c'),
  submit: say('escalation-form.submit'),
}));
