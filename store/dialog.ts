// Where a conversation stands in its questions.

export interface Dialog {
  readonly etag: number;
  readonly body: object;
  /** Ids of the activities processed last, newest first. */
  readonly processed: readonly string[];
}
export interface DialogSave {
  readonly conversation: string;
  /** As it was read; undefined when there was none. */
  readonly was: Dialog | undefined;
  readonly body: object;
  /** The activity that led here. */
  readonly activity: string;
  readonly at: number;
}
