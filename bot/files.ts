// The room for files: from the user to the ticket, and from the ticket to staff.
import { openAttachments, type Attachments, type AttachmentsPorts } from './attachments.ts';
import { openShowAttachments, type ShowAttachments, type ShowAttachmentsPorts } from './attachment-show.ts';
import { openFileHosts } from './file-host.ts';
import type { Work } from './runner.ts';

export interface Files {
  readonly attachments: Attachments;
  readonly showing: ShowAttachments;
  readonly works: Readonly<Record<string, Work>>;
}

/** @param allows whether the bot may talk to an address, as the gate says */
export function openFiles({ allows, ...ports }: Omit<AttachmentsPorts & ShowAttachmentsPorts, 'hosts'> & { readonly allows: (address: URL) => boolean }): Files {
  const hosts = openFileHosts(allows);
  const attachments = openAttachments({ ...ports, hosts });
  const showing = openShowAttachments({ ...ports, hosts });
  return { attachments, showing, works: { ...attachments.works, ...showing.works } };
}
