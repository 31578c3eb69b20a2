import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Address of a running stack, which tells `npm run dev` where the API is. */
const stack = process.env.STACK ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  // The stack accepts writes from this origin only.
  server: { port: 5173, strictPort: true, proxy: { '/app-config.json': stack } },
  build: {
    target: 'es2022',
    // The page runs under `default-src 'self'`: nothing may become a data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // A worklet is loaded with addModule(), as a module.
  worker: { format: 'es' },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
