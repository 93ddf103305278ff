import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  build: {
    outDir: 'dist',
    // public/.gitkeep comes back after the folder was emptied: Go embeds dist and needs one file in it.
    emptyOutDir: true,
    // WebKitGTK 2.50 and WebView2; both draw light-dark() and oklch() as written.
    target: ['chrome123', 'safari18'],
    // The content security policy allows no data: fonts, no inline script and no inline style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'happy-dom',
    // contrast.test.ts reads the tokens as they are written.
    css: true,
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
  },
});
