import { describe, expect, it } from 'vitest';
import { flowLogQuery } from './flow-log-query';

const LEAST = { projectid: 'p', flowId: 'f', log_type: '3' };

/** A value of null leaves the parameter out. */
function query(params: Record<string, string | null>) {
  const given = Object.entries({ ...LEAST, ...params }).filter(([, value]) => value !== null);
  return flowLogQuery(new URLSearchParams(given as [string, string][]));
}

describe('the query of a list of logs', () => {
  it('has the documented defaults', () => {
    expect(query({ limit: '', filename_uuid: '' })).toEqual({
      ...{ projectId: 'p', flowId: 'f', type: 3, page: 1, limit: 25 },
      ...{ filename: null, original: null, searches: [] },
    });
  });

  it('is the documented one', () => {
    const path =
      'flowId=123456-12345-1234&log_type=3&projectid=98765-9876-9875&limit=20&page=1&search_field.1=sku&search_value.1=examplesku&original_filename_uuid=asdefgh-12345-9875';
    expect(flowLogQuery(new URLSearchParams(path))).toEqual({
      ...{ projectId: '98765-9876-9875', flowId: '123456-12345-1234', type: 3, page: 1, limit: 20 },
      ...{ filename: null, original: 'asdefgh-12345-9875' },
      searches: [{ field: 'sku', value: 'examplesku' }],
    });
  });

  it('takes the project in either spelling, and several searches in any order', () => {
    expect(query({ projectid: null, projectId: 'q' }).projectId).toBe('q');
    expect(query({ projectId: 'p' }).projectId).toBe('p');
    const searches = { 'search_value.2': '', 'search_field.2': 'b', 'search_value.1': '1' };
    expect(query({ ...searches, 'search_field.1': 'a' }).searches).toEqual([
      { field: 'a', value: '1' },
      { field: 'b', value: '' },
    ]);
  });

  it.each([[{ limit: '1', page: '10000' }], [{ limit: '100', page: '100' }]])(
    'goes as deep as %j',
    (params) => {
      expect(query(params)).toMatchObject({ page: Number(params.page) });
    },
  );

  it.each([
    [{ projectid: null }, 'projectId is missing'],
    [{ flowId: null }, 'flowId is missing'],
    [{ flowId: '' }, 'flowId is missing'],
    [{ log_type: null }, 'log_type is missing'],
    [{ log_type: '4' }, 'log_type is 1, 2 or 3'],
    [{ limit: '0' }, 'limit is a whole number from 1 to 100'],
    [{ limit: '101' }, 'limit is a whole number from 1 to 100'],
    [{ limit: '2.5' }, 'limit is a whole number from 1 to 100'],
    [{ page: '0' }, 'page is a whole number from 1'],
    [{ page: '-1' }, 'page is a whole number from 1'],
    [{ page: '101', limit: '100' }, /^Pages go 10000 logs deep/],
    [{ page: '9007199254740991' }, /^Pages go 10000 logs deep/],
    [{ projectId: 'another' }, /name two projects$/],
    [{ flowid: 'f' }, /^There is no parameter flowid/],
    [{ log_type: '1', 'search_field.1': 'a', 'search_value.1': 'b' }, /log_type=3$/],
    [{ 'search_field.1': 'a' }, 'search_value.1 is missing'],
    [{ 'search_value.1': 'a' }, 'search_field.1 is missing'],
    [{ 'search_field.2': 'a', 'search_value.2': 'b' }, 'search_field.1 is missing'],
    [{ 'search_field.0': 'a', 'search_value.0': 'b' }, /^There is no parameter search_field.0/],
  ])('refuses %j', (params, message) => {
    expect(() => query(params)).toThrow(message);
  });

  it('refuses a parameter that is given twice', () => {
    const twice = new URLSearchParams([...Object.entries(LEAST), ['flowId', 'g']]);
    expect(() => flowLogQuery(twice)).toThrow('flowId is given more than once');
  });
});
