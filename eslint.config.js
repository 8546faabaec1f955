import { defineConfig, globalIgnores } from 'eslint/config'
import globals from 'globals'
import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'

/** What the compiler does not say; formatting belongs to prettier, the import table to dependency-cruiser. */
export default defineConfig(
  globalIgnores(['dist', 'release', 'node_modules', 'test-results', 'playwright-report', 'demo-output']),
  tseslint.configs.strict,
  vue.configs['flat/recommended'],
  prettier,
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-static-inline-styles': 'error',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
    },
  },
  {
    rules: {
      // `== null` asks for null and undefined in one: the usual way to say "not known".
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
        { selector: 'TSExportAssignment', message: 'Use ES modules.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['renderer/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['electron/**', 'test/**', 'resources/**'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'shared/ has no clock: pass instants in.',
        },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'performance', message: 'shared/ has no clock: pass a clock in.' },
        { name: 'crypto', message: 'shared/ has no randomness of its own: pass a seed in.' },
        { name: 'setTimeout', message: 'shared/ is pure.' },
        { name: 'fetch', message: 'shared/ is pure.' },
        { name: 'process', message: 'shared/ is pure.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'shared/ has no clock: pass instants in.' },
        {
          object: 'Math',
          property: 'random',
          message: 'shared/ has no randomness of its own: pass a seed in.',
        },
      ],
    },
  },
  {
    // Typed arrays and graphs indexed by construction: `?? 0` would hide a wrong index, and costs time in the engine.
    files: ['shared/forecast/**', 'shared/planning/**', 'shared/mobility/suggest/assign.ts', 'test/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['eslint.config.js', '**/vite.config.ts', 'test/*.config.ts', '**/*.vue', '**/*.d.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
)
