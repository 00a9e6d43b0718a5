import { expect, test } from 'vitest';
import { budgetOf, listed } from './brief';

test('missing fields read like a sentence', () => {
  expect(listed(['goal'])).toBe('Goal');
  expect(listed(['goal', 'tone', 'budgetUsd'])).toBe('Goal, Tone and Budget');
});

test('a budget is an amount of dollars, none, or no amount at all', () => {
  expect(budgetOf('$1,200.50')).toBe(1200.5);
  expect(budgetOf(' ')).toBeNull();
  expect(budgetOf('about 50')).toBeUndefined();
  expect(budgetOf('-3')).toBeUndefined();
});
