import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assignmentText,
  parseAssignment,
  parseReassignmentModel,
  ReassignmentFileError,
} from '../../../shared/planning/search/reassignment-files.ts'
import { judgeNaively } from '../../support/naive-reassignment.ts'
import { exampleInitial, exampleModel } from '../../support/reassignment-example.ts'

const words = exampleModel.trim().split(/\s+/)
const withWord = (n: number, word: string): string => words.with(n, word).join(' ')

describe('model and assignment files', () => {
  it('reads a model and an assignment, whatever the white space', () => {
    const model = parseReassignmentModel(exampleModel)
    expect(parseReassignmentModel(words.join('\r\n\t'))).toEqual(model)
    const home = parseAssignment(exampleInitial, model)
    expect([...home]).toEqual([0, 0, 1])
    expect(assignmentText(home)).toBe(exampleInitial)
    // Load 10 x (16 - 10) on machine 0; balance 5 x (2 x 17 - 31) on machine 1.
    expect(judgeNaively({ ...model.problem, home }, home)).toEqual({ cost: 75, broken: [] })
    // Process 0 moved: load 10 x (15 - 10), balance 5 x (2 x 16 - 32) on machine 0, moves 7 + 10 + 100 x 3.
    const { cost } = judgeNaively({ ...model.problem, home }, [1, 0, 1])
    expect(cost).toBe(50 + 0 + 317)
  })

  it.each([
    ['', 'line 1, value 1 (number of resources): the file ends here.'],
    ['2 1 10 x', 'value 4 (resource 1, transient): “x” is no whole number from 0.'],
    ['2 1 10 0 -1', 'value 5 (resource 1, load weight): “-1” is no whole number'],
    ['2 1 10 0 1.5', '“1.5” is no whole number'],
    ['21', '(number of resources): 21 is more than 20.'],
    ['2 2', '(resource 0, transient): 2 is more than 1.'],
    ['1 0 99999999999999999999999', 'is more than 2147483647.'],
    ['1\n0\n1\n5001', 'line 4, value 4 (number of machines): 5001 is more than 5000.'],
    [exampleModel + '1', '(end of the file): “1” follows.'],
    [words.slice(0, -1).join(' '), '(weight of machine moves): the file ends here.'],
    [exampleModel.replace('2 1 0\n3', '2 1 2\n3'), '(service 1, dependency): 2 is more than 1.'],
    [exampleModel.replace('0  12', '2  12'), '(process 0, service): 2 is more than 1.'],
    [exampleModel.replace('0 1 2 5', '0 2 2 5'), '(balance 0, second resource): 2 is more than 1.'],
    ['\u0000\u0001\u0002', 'is no whole number'],
  ])('refuses %j with place and reason', (text, sentence) => {
    expect(() => parseReassignmentModel(text)).toThrow(ReassignmentFileError)
    expect(() => parseReassignmentModel(text)).toThrow(sentence)
  })

  it.each([
    ['0 0', 'value 3 (machine of process 2): the file ends here.'],
    ['0 0 1 1', 'value 4 (end of the file): “1” follows.'],
    ['0 0 2', 'value 3 (machine of process 2): 2 is more than 1.'],
    ['0 0 1e0', '“1e0” is no whole number'],
  ])('refuses the assignment %j', (text, sentence) => {
    const model = parseReassignmentModel(exampleModel)
    expect(() => parseAssignment(text, model)).toThrow(sentence)
  })

  it('reads or refuses any damaged file, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: words.length - 1 }),
        fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom('', '4999', '0', '2147483647')),
        (n, word) => {
          try {
            const { problem } = parseReassignmentModel(withWord(n, word))
            expect(problem.need.every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true)
          } catch (cause) {
            expect(cause).toBeInstanceOf(ReassignmentFileError)
          }
        },
      ),
      { numRuns: 2_000, seed: 1 },
    )
  })
})
