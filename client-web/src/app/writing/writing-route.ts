/** Modules of which there is a free sample. */
export type SampleName = 'academic-writing' | 'general-writing';

/** Page of the writing test. */
export type WritingRoute =
  | { readonly page: 'choice' }
  | { readonly page: 'test' }
  | { readonly page: 'history' }
  | { readonly page: 'report'; readonly id: string }
  | { readonly page: 'sample'; readonly name: SampleName };

/** Returns the page of a path; undefined if the path is none of the writing test's. */
export function writingRouteOf(path: string): WritingRoute | undefined {
  switch (path) {
    case '/writing':
      return { page: 'choice' };
    case '/writing/test':
      return { page: 'test' };
    case '/assessments':
      return { page: 'history' };
    case '/samples/academic-writing':
      return { page: 'sample', name: 'academic-writing' };
    case '/samples/general-writing':
      return { page: 'sample', name: 'general-writing' };
    default: {
      const [, id] = /^\/assessments\/([\w-]{1,64})$/.exec(path) ?? [];
      return id === undefined ? undefined : { page: 'report', id };
    }
  }
}
