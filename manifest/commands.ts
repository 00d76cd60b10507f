// The commands that the app package promises people in Teams' menu, word for word as the bot has to understand them.

export const commandTitles: Readonly<Record<string, readonly string[]>> = {
  en: [
    'help', 'report', 'my requests', 'queue', 'elevate', 'escalate', 'roles', 'language', 'cancel', 'admin',
    'use this channel for support', 'use this channel for escalation', 'use this channel for it-admin', 'use this channel for operations',
  ],
  ko: [
    '도움말', '문제 신고', '내 요청', '대기열', '권한 상승', '에스컬레이션', '역할', '언어', '취소', '관리',
    '이 채널을 지원용으로 사용', '이 채널을 에스컬레이션용으로 사용', '이 채널을 IT 관리자용으로 사용', '이 채널을 운영용으로 사용',
  ],
  es: [
    'ayuda', 'informar de un problema', 'mis solicitudes', 'cola', 'elevación', 'escalado', 'roles', 'idioma', 'cancelar', 'administración',
    'usar este canal para soporte', 'usar este canal para escalado', 'usar este canal para TI', 'usar este canal para operaciones',
  ],
};
