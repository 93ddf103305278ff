import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url));

/** Imports by a regular expression over the path as it is written. */
function forbid(files, regex, message) {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] } };
}

const transportOnly = 'Only src/api talks to the backend: use area() or onChanged().';

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'wailsjs/'] },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  { languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-undef': 'off',
      // Links are hashes of src/lib/router; there is no SvelteKit here.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "SvelteAttribute[key.name='style']",
          message: 'The content security policy blocks style attributes: use a class or style:property.',
        },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/api/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'EventSource', 'XMLHttpRequest', 'WebSocket'].map((name) => ({
          name,
          message: transportOnly,
        })),
      ],
      'no-restricted-properties': [
        'error',
        ...['window', 'globalThis'].flatMap((object) =>
          ['go', 'runtime', 'fetch', 'EventSource', 'XMLHttpRequest', 'WebSocket'].map((property) => ({
            object,
            property,
            message: transportOnly,
          })),
        ),
      ],
    },
  },
  forbid(['src/ui/**'], '(^|/)(features|api|wailsjs)(/|$)', 'src/ui knows no feature and no backend.'),
  forbid(['src/lib/**'], '(^|/)(features|api|ui|wailsjs)(/|$)', 'src/lib stands alone.'),
  forbid(['src/api/**'], '(^|/)(features|ui)(/|$)', 'src/api knows no screen.'),
  ...features.map((own) =>
    forbid(
      [`src/features/${own}/**`],
      `(^|/)(${features.filter((name) => name !== own).join('|')})(/|$)`,
      'A feature imports no other feature: what two share belongs in src/ui or src/lib.',
    ),
  ),
);
