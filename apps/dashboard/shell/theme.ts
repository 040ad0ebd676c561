import type { ThemeConfig } from 'antd';

/** The same colours as shell/base.css, for antd. Red is not among them: it is kept for lateness and red cards. */
export const theme: ThemeConfig = {
  cssVar: { key: 'mingxiao' },
  hashed: false,
  token: {
    colorPrimary: '#0d5c6b',
    colorInfo: '#0d5c6b',
    colorLink: '#0b5563',
    colorText: '#16303a',
    colorTextSecondary: '#48606a',
    colorTextDescription: '#4d646e',
    colorTextPlaceholder: '#5d727b',
    colorTextDisabled: '#66787f',
    colorBorder: '#c5d3d6',
    colorBorderSecondary: '#e0e8ea',
    colorBgLayout: '#f3f6f6',
    borderRadius: 6,
    fontFamily: 'var(--font-text)',
    fontSize: 14,
    controlHeight: 36,
    wireframe: false,
  },
  components: {
    Table: { headerBg: '#eef3f4', headerColor: '#2d4751', rowHoverBg: '#f0f6f6', cellPaddingBlock: 9, cellPaddingInline: 10, headerSplitColor: 'transparent' },
    Segmented: { itemSelectedBg: '#0d5c6b', itemSelectedColor: '#ffffff', trackBg: '#e6edee', itemColor: '#2d4751' },
    Progress: { defaultColor: '#0d5c6b' },
  },
};
