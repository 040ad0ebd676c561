import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Packages that change seldom travel in files of their own, so that a new release of the pages leaves them in the browser's cache. */
const vendorGroups = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next|zod)\// },
  { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|rc-[^/]+)\// },
  { name: 'recharts', test: /node_modules\/(recharts|d3-[^/]+|victory-vendor|@reduxjs|redux|react-redux|immer|reselect|decimal\.js-light|es-toolkit|eventemitter3)\// },
];

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@mingxiao/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: { groups: vendorGroups } } },
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
});
