/** One labelled file of the corpus. Written for these tests; none of it was ever anyone's malware. */
export type Sample = {
  readonly name: string;
  readonly file: string;
  readonly text: string;
};
