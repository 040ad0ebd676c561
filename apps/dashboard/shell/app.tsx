import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { i18n as I18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { RequestFailed } from '../api/get-json.js';
import { useWords } from '../i18n/use-words.js';
import { router } from './router.js';
import { theme } from './theme.js';

/** A question the server understood and refused is not asked again by itself. */
const worthRepeating = (failures: number, error: unknown): boolean =>
  failures < 2 && !(error instanceof RequestFailed && error.status >= 400 && error.status < 500);

const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: worthRepeating, retryDelay: 800, staleTime: 10_000, refetchOnWindowFocus: false } },
});

const Localized = () => {
  const { language } = useWords();
  return (
    <ConfigProvider button={{ autoInsertSpace: false }} theme={theme} locale={language === 'en' ? enUS : zhCN}>
      <RouterProvider router={router} />
    </ConfigProvider>
  );
};

export const App = ({ i18n }: { readonly i18n: I18n }) => (
  <I18nextProvider i18n={i18n}>
    <QueryClientProvider client={queryClient}>
      <Localized />
    </QueryClientProvider>
  </I18nextProvider>
);
