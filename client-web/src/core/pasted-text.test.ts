import { describe, expect, it } from 'vitest';
import table from '../../../docs/pasted-text.json';
import { pastedAddress, pastedCode } from './pasted-text.ts';

describe('pasted text, as in docs/pasted-text.json', () => {
  it.each([...table.codes, ...table.refused_codes])('cleans a code: $case', (row) => {
    expect(pastedCode(row.pasted)).toBe(row.clean);
  });

  it.each([...table.addresses, ...table.refused_addresses])('cleans an address: $case', (row) => {
    expect(pastedAddress(row.pasted)).toBe(row.clean);
  });

  it('has every invisible character, and no other', () => {
    const ranges = table.invisible.map((range) => range.split('-').map((end) => parseInt(end, 16)));
    const invisible = ranges.flatMap(([first = 0, last = first]) =>
      Array.from({ length: last - first + 1 }, (_, i) => first + i),
    );
    const found: number[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (pastedAddress(String.fromCodePoint(code)) === '') found.push(code);
    }
    expect(found).toEqual(invisible);
    for (const code of invisible) {
      expect(pastedCode(`B${String.fromCodePoint(code)}C`)).toBe('BC');
    }
  });
});
