/** A small model in the format of the ROADEF/EURO Challenge 2012: two machines, three processes, one resource of two transient. */
export const exampleModel = `2
1 10
0 1
2
0 0  20 40  10 20  0 3
0 1  20 40  10 20  3 0
2
1 0
2 1 0
3
0  12 5  7
1  4 8  2
1  3 9  1
1
0 1 2 5
1 10 100
`
export const exampleInitial = '0 0 1\n'
