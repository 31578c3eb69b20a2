import { beforeEach, describe, expect, it } from 'vitest';
import { AssessmentList } from './assessment-list.ts';
import { FakeWritingApi, MARKING, ok, refusal } from './fakes.ts';

const summary = (id: string) => ({ ...MARKING, assessment_id: id });

describe('AssessmentList', () => {
  let api: FakeWritingApi;
  let list: AssessmentList;
  const ids = () => list.state().assessments?.map(({ assessment_id }) => assessment_id);

  beforeEach(() => {
    api = new FakeWritingApi();
    list = new AssessmentList(api);
  });

  it('loads page after page', async () => {
    api.script(
      ok({ assessments: [summary('c'), summary('b')], next: 'n/1' }),
      ok({ assessments: [summary('b'), summary('a')] }),
    );
    await list.load();
    expect(list.state()).toMatchObject({ hasMore: true, isLoading: false });
    await list.load();
    expect(ids()).toEqual(['c', 'b', 'a']);
    expect(list.state().hasMore).toBe(false);
    expect(api.calls.map(({ options }) => options.query)).toEqual([
      { limit: '20' },
      { limit: '20', cursor: 'n/1' },
    ]);
  });

  it('keeps what it has when a page fails, and loads that page again', async () => {
    api.script(
      ok({ assessments: [summary('b')], next: 'n' }),
      refusal('unreachable'),
      ok({ assessments: [summary('a')] }),
    );
    await list.load();
    await list.load();
    expect(list.state()).toMatchObject({ hasMore: true, problem: { slug: 'unreachable' } });
    await list.load();
    expect(ids()).toEqual(['b', 'a']);
    expect(list.state().problem).toBeUndefined();
  });

  it('loads one page at a time', async () => {
    api.script(ok({ assessments: [], next: 'n' }));
    await Promise.all([list.load(), list.load()]);
    expect(api.calls.length).toBe(1);
  });
});
