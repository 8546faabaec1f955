#!/usr/bin/env node
/** `npm run -s cli -- <command>`, and `lpm-planner <command>` without Electron: the command line's way in. */
import { runCommandLine } from './run-command-line.ts'

process.exitCode = await runCommandLine(process.argv.slice(2))
