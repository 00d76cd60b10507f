// What people can say: every word in every language, understood whatever the reader's own language is.
import { fold, squeeze } from './fold.ts';
import { languages, type Language } from './say.ts';

/** By language the primary word first (buttons, help and the app's command lists show it), then what means the same. */
const spoken = {
  'help': {
    en: ['help', 'help me', 'menu', 'start', 'get started', 'what can you do', 'commands', 'info'],
    ko: ['도움말', '도움', '도와줘', '도와줘요', '도와주세요', '도와주십시오', '메뉴', '시작', '사용법', '명령어', '헬프', '뭘 할 수 있어', '무엇을 할 수 있나요'],
    es: ['ayuda', 'ayúdame', 'ayúdeme', 'menú', 'empezar', 'inicio', 'comandos', 'qué puedes hacer', 'qué puede hacer'],
  },
  'report': {
    en: ['report', 'report a problem', 'report problem', 'report an issue', 'report issue', 'new report', 'new ticket',
      'open a ticket', 'create a ticket', 'problem', 'issue'],
    ko: ['문제 신고', '신고', '새 신고', '문제', '문제 접수', '접수', '티켓 만들기', '새 티켓', '티켓 등록', '장애 신고', '지원 요청'],
    es: ['informar de un problema', 'informar de problema', 'informar un problema', 'informar', 'informe', 'notificar un problema',
      'reportar', 'reportar un problema',
      'nuevo informe', 'nuevo ticket', 'nueva incidencia', 'abrir un ticket', 'crear un ticket', 'problema', 'incidencia',
        'tengo un problema'],
  },
  'my-requests': {
    en: ['my requests', 'requests', 'my tickets', 'my reports', 'my elevations', 'my escalations', 'status'],
    ko: ['내 요청', '요청', '제 요청', '나의 요청', '내 티켓', '제 티켓', '내 신고', '요청 목록', '요청 현황', '진행 상황', '상태'],
    es: ['mis solicitudes', 'solicitudes', 'mis tickets', 'mis incidencias', 'mis peticiones', 'mis informes', 'mis elevaciones',
      'mis escalados', 'estado'],
  },
  'queue': {
    en: ['queue', 'ticket queue', 'work queue', 'open tickets', 'waiting tickets', 'backlog'],
    ko: ['대기열', '티켓 대기열', '대기 목록', '대기 티켓', '대기 중인 티켓', '큐'],
    es: ['cola', 'cola de tickets', 'cola de trabajo', 'tickets pendientes', 'tickets abiertos', 'pendientes'],
  },
  'stats': {
    en: ['stats', 'statistics', 'numbers', 'figures', 'metrics'],
    ko: ['통계', '통계 자료', '지표', '수치'],
    es: ['estadísticas', 'estadística', 'cifras', 'números', 'métricas', 'indicadores'],
  },
  'elevate': {
    en: ['elevate', 'elevation', 'request elevation', 'elevation request', 'elevate privileges', 'elevated access', 'admin access',
      'admin rights', 'request admin access'],
    ko: ['권한 상승', '권한 상승 요청', '관리자 권한', '관리자 권한 요청', '관리자 액세스', '관리자 액세스 요청'],
    es: ['elevación', 'elevación de privilegios', 'elevar privilegios', 'elevar permisos', 'solicitar elevación', 'solicitud de elevación',
      'acceso de administrador', 'permisos de administrador', 'privilegios de administrador', 'acceso elevado'],
  },
  'escalate': {
    en: ['escalate', 'escalation', 'new escalation', 'escalate a ticket', 'escalate the ticket', 'escalate to operations',
      'escalation request'],
    ko: ['에스컬레이션', '에스컬레이션 요청', '에스컬레이션 작성', '운영 팀에 에스컬레이션', '이관'],
    es: ['escalado', 'escalar', 'escale', 'escalación', 'escalamiento', 'escalar un ticket', 'escalar el ticket', 'escalar a operaciones',
      'elevar a operaciones',
      'elevar el ticket', 'elevar un ticket', 'solicitud de escalado', 'nuevo escalado'],
  },
  /** Spanish says it for both, so people are asked which they mean. */
  'elevar': { en: [], ko: [], es: ['elevar', 'eleva', 'eleve'] },
  'roles': {
    en: ['roles', 'role', 'my role', 'my roles', 'who does what', 'responsibilities', 'roles and responsibilities'],
    ko: ['역할', '내 역할', '제 역할', '담당자', '역할 및 책임', '누가 무엇을 하나요'],
    es: ['roles', 'rol', 'mi rol', 'mis roles', 'quién hace qué', 'responsabilidades', 'roles y responsabilidades'],
  },
  'admin': {
    en: ['admin', 'administration', 'settings', 'configuration', 'manage'],
    ko: ['관리', '설정', '관리자 설정', '관리 메뉴', '구성'],
    es: ['administración', 'administrar', 'configuración', 'ajustes', 'gestión'],
  },
  'language': {
    en: ['language', 'languages', 'change language', 'change the language', 'choose language'],
    ko: ['언어', '언어 변경', '언어 설정', '언어 선택'],
    es: ['idioma', 'idiomas', 'lengua', 'cambiar idioma', 'cambiar el idioma', 'cambiar de idioma', 'elegir idioma'],
  },
  'cancel': {
    en: ['cancel', 'cancel it', 'cancel that', 'stop', 'quit', 'exit', 'abort', 'never mind', 'forget it', 'forget about it'],
    ko: ['취소', '그만', '그만두기', '그만둘래요', '중단', '중지', '됐어요', '됐습니다', '나가기', '안 할래요', '안 하겠습니다'],
    es: ['cancelar', 'cancela', 'cancele', 'cancelarlo', 'parar', 'detener', 'salir', 'dejarlo', 'déjalo', 'déjelo', 'olvídalo',
      'olvídelo', 'da igual'],
  },
  'submit': {
    en: ['submit', 'submit it', 'send', 'send it', 'confirm', 'looks good', 'that is right', 'correct'],
    ko: ['제출', '보내기', '보내 주세요', '전송', '등록', '확인', '맞아요', '맞습니다'],
    es: ['enviar', 'envía', 'envíe', 'enviarlo', 'envíalo', 'envíelo', 'confirmar', 'confirmo', 'correcto', 'es correcto'],
  },
  'change': {
    en: ['change', 'change it', 'edit', 'edit it', 'modify', 'fix it', 'change something'],
    ko: ['수정', '변경', '고치기', '바꾸기', '편집', '정정', '고칠래요', '바꿀래요'],
    es: ['cambiar', 'cambiarlo', 'cambiar algo', 'modificar', 'modificarlo', 'corregir', 'corregirlo', 'editar'],
  },
  'yes': {
    en: ['yes', 'y', 'yes it is', 'yep', 'yeah', 'ok', 'okay', 'sure', 'all right', 'alright', 'fine'],
    ko: ['예', '네', '넵', '응', '그래', '그래요', '그렇습니다', '좋아요', '좋습니다', '알겠습니다', '오케이'],
    es: ['sí', 's', 'vale', 'claro', 'de acuerdo', 'por supuesto', 'bueno', 'bien', 'okey'],
  },
  'no': {
    en: ['no', 'n', 'nope', 'not yet', 'not now'],
    ko: ['아니요', '아니오', '아뇨', '아니', '아닙니다', '아니에요', '아직'],
    es: ['no', 'todavía no', 'aún no', 'ahora no'],
  },
  /** Good manners are no report: whoever only greets is shown what can be done here. */
  'greeting': {
    en: ['hello', 'hi', 'hey', 'hi there', 'hello there', 'hey there', 'good morning', 'good afternoon', 'good evening', 'hi bot',
      'hello bot', 'test'],
    ko: ['안녕하세요', '안녕', '안녕하십니까', '안녕하세요 여러분', '하이', '헬로', '반갑습니다', '반가워요', '여보세요', '저기요', '테스트'],
    es: ['hola', 'buenas', 'buenos días', 'buenas tardes', 'buenas noches', 'buen día', 'qué tal', 'hola qué tal', 'saludos', 'prueba'],
  },
  'thanks': {
    en: ['thank you', 'thanks', 'thx', 'thanks a lot', 'thank you very much', 'many thanks', 'great thanks', 'bye', 'goodbye',
      'great', 'perfect'],
    ko: ['감사합니다', '고맙습니다', '고마워요', '고마워', '감사해요', '감사', '수고하세요', '수고하셨습니다', '안녕히 계세요', '땡큐'],
    es: ['gracias', 'muchas gracias', 'mil gracias', 'muy amable', 'se lo agradezco', 'adiós', 'hasta luego', 'genial', 'perfecto',
      'estupendo'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>>;

export type Word = keyof typeof spoken;

const languageNames = {
  en: ['English', 'en', 'en-US', 'en-GB', '영어', '잉글리시', 'inglés', 'ingles'],
  ko: ['한국어', 'ko', 'ko-KR', '한국말', '한글', '국어', 'Korean', 'coreano'],
  es: ['Español', 'es', 'es-ES', 'es-MX', 'Spanish', '스페인어', '에스파냐어', 'castellano'],
} as const satisfies Readonly<Record<Language, readonly string[]>>;

const channelNames = {
  'support': ['support', 'user support', 'tickets', '지원', '사용자 지원', '티켓', 'soporte', 'soporte al usuario', 'soporte técnico'],
  'escalation': ['escalation', 'escalations', 'escalation team', '에스컬레이션', '에스컬레이션 팀', '지원 에스컬레이션 팀', 'escalado', 'escalados',
    'escalación', 'escalamiento', 'equipo de escalado'],
  'it-admin': ['it-admin', 'it-admins', 'it', 'admin', 'admins', 'IT 관리자', 'IT', '관리자', 'TI', 'administrador de TI',
    'administradores de TI', 'administración de TI'],
  'operations': ['operations', 'operations team', 'ops', '운영', '운영 팀', 'operaciones', 'equipo de operaciones'],
} as const;

/** What a Teams channel can be used for. */
export type ChannelName = keyof typeof channelNames;

/** The word that buttons and help show in this language; said, it is always understood. */
export function primaryWord(word: Exclude<Word, 'elevar'>, language: Language): string {
  return spoken[word][language][0];
}

/** A language by its own name, as its speakers look for it. */
export function ownName(language: Language): string {
  return languageNames[language][0];
}

const wordBySaying = new Map<string, Word>();
for (const word of Object.keys(spoken).filter((key): key is Word => Object.hasOwn(spoken, key))) {
  for (const saying of Object.values(spoken[word]).flat()) wordBySaying.set(squeeze(saying), word);
}

const alternatives = (...sayings: readonly string[]): string => [...new Set(sayings.map(squeeze))].join('|');

// Courtesies around a word, in the order in which people say them; squeezed, because the text is.
const before = alternatives(
  'hello', 'hi', 'please', 'pls', 'show', 'show me', 'see', 'open', 'go to', 'the', 'an', 'I need', 'I want', 'I want to',
    'I would like to', 'can you',
  '안녕하세요', '그냥', '저',
  'hola', 'por favor', 'ver', 'mostrar', 'muéstrame', 'muéstreme', 'abrir', 'el', 'la', 'una', 'un', 'necesito', 'quiero', 'quisiera',
    'deseo', 'solo',
);
const after = alternatives('please', 'pls', 'now', 'thanks', 'thank you', 'por favor', 'porfa', 'gracias', 'ahora', 'ya');
const particle = alternatives('을', '를', '이', '가', '은', '는', '도', '만', '으로', '로');
const ending = alternatives(
  '좀', '요', '이요', '해', '해요', '할게요', '할래요', '하겠습니다', '합니다', '하기', '해 줘', '해 주세요', '해 주십시오', '하고 싶어요', '하고 싶습니다', '할게', '할래',
  '보기', '보여 줘', '보여 주세요', '보여 주십시오', '볼래요', '열기', '열어 줘', '열어 주세요', '줘', '주세요', '주십시오', '부탁해요', '부탁해', '부탁합니다',
  '부탁드려요', '부탁드립니다', '알려 줘', '알려 주세요', '필요해요', '필요합니다',
);
const sayings = (words: Iterable<string>): string => [...words].join('|');
const koreanTail = `(?:${particle})?(?:${ending}){0,3}`;
const wholeMessage = new RegExp(`^(?:${before}){0,3}(${sayings(wordBySaying.keys())})(?:${after}|${koreanTail})$`, 'u');

// Nobody needs more letters than this to say one word politely; longer messages are somebody's story.
const longest = 60;

/** The word that this message is, whole: a sentence that merely contains one ("the print queue is stuck") is no word. */
export function wordIn(text: string): Word | undefined {
  const said = squeeze(text);
  if (said.length > longest) return undefined;
  return wordBySaying.get(said) ?? wordBySaying.get(wholeMessage.exec(said)?.[1] ?? '');
}

/** Of how many days, at most 90, somebody wants the numbers: `stats` those of 30, `stats 7 days`, `통계 7일` or `estadísticas 7` those of a week. */
export function statsDaysIn(text: string): number | undefined {
  const [, said = '', days] = /^(.*?)([1-9]\d{0,3})?(?:days?|일|dias?)?$/u.exec(squeeze(text)) ?? [];
  if (days === undefined) return wordIn(text) === 'stats' ? 30 : undefined;
  return wordIn(said) === 'stats' ? Math.min(Number(days), 90) : undefined;
}

const record = new RegExp(`^(?:${before}){0,3}(?:ticket|티켓)?([texai])0*([1-9]\\d{0,8})번?(?:${after}|${koreanTail})$`, 'u');

/** A record's id said alone, however it is typed (`t 1042`, `#E-17`, `ticket T-1042`), as records write it: `T-1042`. */
export function recordIn(text: string): string | undefined {
  const said = record.exec(squeeze(text));
  return said ? idOf(said) : undefined;
}

function idOf([, kind = '', number = '']: RegExpExecArray): string {
  return `${kind.toUpperCase()}-${number}`;
}

/** What is wanted of a record: `show` for every word that only asks how it stands or wants to be rid of it. */
export interface WordAbout {
  readonly word: 'elevate' | 'escalate' | 'elevar' | 'show';
  readonly id: string;
}

const aboutRecord = /(?:^| )(?:(?:on|for|of|the|my|de|del|para|en|con|el|mi) )*(?:(?:ticket|티켓) ?)?([tex]) ?0*([1-9]\d{0,8})(?:번|에 대한|에 대해|에서|에|을|를|은|는|의)*(?= |$)/u;

/** A word said with a record's id, in either order: `escalate T-1001`, `T-1001 권한 상승`. The rest must be the word, whole. */
export function wordAbout(text: string): WordAbout | undefined {
  const said = fold(text);
  const found = aboutRecord.exec(said);
  const word = found ? wordIn(said.replace(found[0], ' ')) : undefined;
  if (!found || !word) return undefined;
  const id = idOf(found);
  if (word === 'elevate' || word === 'escalate' || word === 'elevar') return { word, id };
  return word === 'my-requests' || word === 'cancel' ? { word: 'show', id } : undefined;
}

const languageBySaying = new Map(
  languages.flatMap((language) => languageNames[language].map((name) => [squeeze(name), language] as const)),
);
const languageWords = sayings([...wordBySaying].filter(([, word]) => word === 'language').map(([saying]) => saying));
const namesALanguage = new RegExp([
  `^(?:${before}|${languageWords}){0,3}(?:to|in|speak|a|en)?(${sayings(languageBySaying.keys())})`,
  `(?:${languageWords}|${after}|(?:${particle})?(?:변경|바꿔)?(?:${ending}){0,3})$`,
].join(''), 'u');

/** The language that this message names, alone or behind the word for it: `Español`, `language ko`, `언어 English`, `영어로 해 주세요`. */
export function languageIn(text: string): Language | undefined {
  const said = squeeze(text);
  return said.length > longest ? undefined : languageBySaying.get(namesALanguage.exec(said)?.[1] ?? '');
}

const channelBySaying = new Map(
  (['support', 'escalation', 'it-admin', 'operations'] as const)
    .flatMap((channel) => channelNames[channel].map((name) => [squeeze(name), channel] as const)),
);
const usesThisChannel = [
  /^(?:please)?(?:use|make)this(?:channel)?(?:for|as)(?:the)?(.*?)(?:channel)?(?:please)?$/u,
  /^이채널(?:을|은|를)?(.*?)(?:용도|용|채널)?(?:으로|로)?(?:사용|쓰기|지정|설정)(?:하기|합니다|해줘|해주세요|해주십시오|하십시오|할게요|하겠습니다)?$/u,
  /^(?:porfavor)?(?:use|usa|usar|utilice|utilizar)estecanal(?:para|como)(?:el|la|los|las)?(?:canalde)?(.*?)(?:porfavor)?$/u,
];

/** `use this channel for …`: what it is to be used for, or `unknown` when that is none of the four uses. */
export function channelIn(text: string): ChannelName | 'unknown' | undefined {
  const said = squeeze(text);
  const use = usesThisChannel.map((pattern) => pattern.exec(said)?.[1]).find((name) => name !== undefined);
  return use === undefined ? undefined : channelBySaying.get(use) ?? 'unknown';
}
