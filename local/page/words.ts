// The page's own words, in the language of the person one is. What the bot says comes from the bot.
import type { CastLanguage, CastRole } from '../cast.ts';

interface Words {
  readonly app: string;
  readonly whoYouAre: string;
  readonly youAre: string;
  readonly role: Readonly<Record<CastRole, string>>;
  readonly group: Readonly<Record<CastRole, string>>;
  readonly tier: (tier: number) => string;
  readonly designated: string;
  readonly chats: string;
  readonly chat: string;
  readonly unread: (count: number) => string;
  readonly bot: string;
  readonly edited: string;
  readonly important: string;
  readonly messages: string;
  readonly emptyChat: string;
  readonly emptyChannel: string;
  readonly newMessages: string;
  readonly typing: (name: string) => string;
  readonly write: string;
  readonly writeTo: (name: string) => string;
  readonly send: string;
  readonly attach: string;
  readonly leaveOut: string;
  readonly picture: string;
  readonly allow: string;
  readonly decline: string;
  readonly reply: string;
  readonly replyingTo: (name: string) => string;
  readonly cancelReply: string;
  readonly suggestions: string;
  readonly findTicket: string;
  readonly findBy: string;
  readonly post: (title: string) => string;
  readonly more: string;
  readonly reportMessage: string;
  readonly clock: string;
  readonly ahead: (duration: string) => string;
  readonly nowIs: (time: string) => string;
  readonly threats: string;
  readonly raiseThreat: string;
  readonly resolveThreat: string;
  readonly theme: string;
  readonly light: string;
  readonly dark: string;
  readonly contrast: string;
  readonly close: string;
  readonly unreachable: string;
  readonly fault: string;
  readonly reconnecting: string;
}

const en: Words = {
  app: 'Local Teams',
  whoYouAre: 'Choose who you are',
  youAre: 'You are',
  role: { user: 'User', staff: 'Support staff', approver: 'Support escalation team', 'it-admin': 'IT admin', operations: 'Operations' },
  group: { user: 'Users', staff: 'Support', approver: 'Escalation', 'it-admin': 'IT admin', operations: 'Operations' },
  tier: (tier) => `tier\u00a0${tier}`,
  designated: 'may request admin access',
  chats: 'Chats and channels',
  chat: 'Chat',
  unread: (count) => `${count} unread`,
  bot: 'Bot',
  edited: 'Edited',
  important: 'Important',
  messages: 'Messages',
  emptyChat: 'This is the beginning of the chat. Say hello, or tell what is wrong.',
  emptyChannel: 'Nothing has been posted in this channel yet.',
  newMessages: 'New messages',
  typing: (name) => `${name} is typing`,
  write: 'Type a message',
  writeTo: (name) => `Write to @${name}`,
  send: 'Send',
  attach: 'Attach files',
  leaveOut: 'Leave out',
  picture: 'Picture',
  allow: 'Allow',
  decline: 'Decline',
  reply: 'Reply',
  replyingTo: (name) => `Replying to ${name}`,
  cancelReply: 'Cancel the reply',
  suggestions: 'Suggested replies',
  findTicket: 'Find a ticket',
  findBy: 'Words or number',
  post: (title) => `Post in the chat: ${title}`,
  more: 'More',
  reportMessage: 'Report as a problem',
  clock: 'Clock',
  ahead: (duration) => `Move the clock ahead: ${duration}`,
  nowIs: (time) => `It is now ${time}`,
  threats: 'Threat alerts',
  raiseThreat: 'Raise an alert',
  resolveThreat: 'Resolve the alert',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
  close: 'Close',
  unreachable: 'Unable to reach app. Please try again.',
  fault: 'Something went wrong. Please try again.',
  reconnecting: 'The connection is lost. Trying again…',
};

const ko: Words = {
  app: '로컬 Teams',
  whoYouAre: '사용할 사람 선택',
  youAre: '현재 사용자',
  role: { user: '사용자', staff: '지원 담당자', approver: '지원 에스컬레이션 팀', 'it-admin': 'IT 관리자', operations: '운영 팀' },
  group: { user: '사용자', staff: '지원', approver: '에스컬레이션', 'it-admin': 'IT 관리자', operations: '운영 팀' },
  tier: (tier) => `티어\u00a0${tier}`,
  designated: '관리자 권한 요청 가능',
  chats: '채팅 및 채널',
  chat: '채팅',
  unread: (count) => `읽지 않음 ${count}개`,
  bot: '봇',
  edited: '편집됨',
  important: '중요',
  messages: '메시지',
  emptyChat: '채팅이 시작되었습니다. 인사를 하거나 어떤 문제가 있는지 알려 주십시오.',
  emptyChannel: '이 채널에는 아직 게시물이 없습니다.',
  newMessages: '새 메시지',
  typing: (name) => `${name} 입력 중`,
  write: '메시지 입력',
  writeTo: (name) => `@${name}에게 메시지 입력`,
  send: '보내기',
  attach: '파일 첨부',
  leaveOut: '제외',
  picture: '그림',
  allow: '허용',
  decline: '거부',
  reply: '회신',
  replyingTo: (name) => `${name} 님에게 회신`,
  cancelReply: '회신 취소',
  suggestions: '제안된 응답',
  findTicket: '티켓 찾기',
  findBy: '단어 또는 번호',
  post: (title) => `채팅에 게시: ${title}`,
  more: '더 보기',
  reportMessage: '문제로 신고',
  clock: '시계',
  ahead: (duration) => `시계 앞으로 이동: ${duration}`,
  nowIs: (time) => `현재 시각: ${time}`,
  threats: '위협 경고',
  raiseThreat: '경고 발생시키기',
  resolveThreat: '경고 해결하기',
  theme: '테마',
  light: '밝게',
  dark: '어둡게',
  contrast: '고대비',
  close: '닫기',
  unreachable: '앱에 연결할 수 없습니다. 다시 시도해 주십시오.',
  fault: '문제가 발생했습니다. 다시 시도해 주십시오.',
  reconnecting: '연결이 끊어졌습니다. 다시 연결하는 중입니다…',
};

const es: Words = {
  app: 'Teams local',
  whoYouAre: 'Elija quién es',
  youAre: 'Usted es',
  role: {
    user: 'Usuario', staff: 'Personal de soporte', approver: 'Equipo de escalado de soporte',
    'it-admin': 'Administración de TI', operations: 'Equipo de operaciones',
  },
  group: { user: 'Usuarios', staff: 'Soporte', approver: 'Escalado', 'it-admin': 'Admin. de TI', operations: 'Operaciones' },
  tier: (tier) => `nivel\u00a0${tier}`,
  designated: 'puede solicitar acceso de administrador',
  chats: 'Chats y canales',
  chat: 'Chat',
  unread: (count) => `${count} sin leer`,
  bot: 'Bot',
  edited: 'Editado',
  important: 'Importante',
  messages: 'Mensajes',
  emptyChat: 'Este es el comienzo del chat. Salude o cuente qué ocurre.',
  emptyChannel: 'Todavía no hay publicaciones en este canal.',
  newMessages: 'Mensajes nuevos',
  typing: (name) => `${name} está escribiendo`,
  write: 'Escriba un mensaje',
  writeTo: (name) => `Escriba a @${name}`,
  send: 'Enviar',
  attach: 'Adjuntar archivos',
  leaveOut: 'Quitar',
  picture: 'Imagen',
  allow: 'Permitir',
  decline: 'Rechazar',
  reply: 'Responder',
  replyingTo: (name) => `Respuesta a ${name}`,
  cancelReply: 'Cancelar la respuesta',
  suggestions: 'Respuestas sugeridas',
  findTicket: 'Buscar un ticket',
  findBy: 'Palabras o número',
  post: (title) => `Publicar en el chat: ${title}`,
  more: 'Más',
  reportMessage: 'Informar de este problema',
  clock: 'Reloj',
  ahead: (duration) => `Adelantar el reloj: ${duration}`,
  nowIs: (time) => `Hora actual: ${time}`,
  threats: 'Alertas de amenaza',
  raiseThreat: 'Generar una alerta',
  resolveThreat: 'Resolver la alerta',
  theme: 'Tema',
  light: 'Claro',
  dark: 'Oscuro',
  contrast: 'Contraste alto',
  close: 'Cerrar',
  unreachable: 'No se puede acceder a la aplicación. Inténtelo de nuevo.',
  fault: 'Se ha producido un error. Inténtelo de nuevo.',
  reconnecting: 'Se ha perdido la conexión. Intentando conectar de nuevo…',
};

/** Words and the locale for dates of one language. */
export interface Tongue {
  readonly language: CastLanguage;
  readonly locale: string;
  readonly words: Words;
}

export const tongues: Readonly<Record<CastLanguage, Tongue>> = {
  en: { language: 'en', locale: 'en-US', words: en },
  ko: { language: 'ko', locale: 'ko-KR', words: ko },
  es: { language: 'es', locale: 'es-ES', words: es },
};
