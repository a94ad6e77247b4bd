/**
 * What could not be published, in words for the person who can change it. Has the shape of an annotation. Publishing never
 * throws: GitHub's troubles are no reason that a green job turns red.
 */
export interface Notice {
  readonly level: 'notice' | 'warning';
  readonly title: string;
  readonly message: string;
}
