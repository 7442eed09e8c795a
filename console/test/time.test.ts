import { expect, it } from 'vitest';
import { clock, duration } from '../src/time';

it('shows elapsed time as a clock', () => {
  expect([0, 9.9, 60, 3599, 3600, 3661].map(clock)).toEqual([
    '0:00',
    '0:09',
    '1:00',
    '59:59',
    '1:00:00',
    '1:01:01',
  ]);
});

it('tells a duration in words', () => {
  expect([0.4, 48, 59.6, 125].map(duration)).toEqual(['0 s', '48 s', '1 min 0 s', '2 min 5 s']);
});
