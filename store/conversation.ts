// A conversation in Teams that the bot can speak in.

export interface Conversation {
  readonly id: string;
  readonly kind: 'personal' | 'channel';
  readonly person?: string;
  readonly channel?: string;
  readonly serviceUrl: string;
  /** The Bot Framework conversation reference, plain JSON. */
  readonly reference: object;
  /** Since when nothing can be sent here: the person blocked or removed the bot. Saving the conversation again ends it. */
  readonly parkedAt?: number;
  readonly updatedAt: number;
}
