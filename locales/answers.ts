// What people answer to the bot's questions, besides the label and the number of an option: understood whatever the reader's language.
import type { Language } from './say.ts';

type Sayings = Readonly<Record<Language, readonly string[]>>;

/**
 * By question and option. Said alone, each is that answer; within a longer sentence too, when nothing in it speaks for another
 * option. So a saying must be telling: "update" is no word for Windows, because apps have updates as well.
 */
export const answers = {
  category: {
    'windows': {
      en: ['windows', 'windows 10', 'windows 11', 'windows update', 'operating system', 'blue screen', 'sign in', 'login'],
      ko: ['윈도우', '윈도', '운영 체제', '블루 스크린', '로그인'],
      es: ['sistema operativo', 'pantalla azul', 'inicio de sesión', 'actualización de windows'],
    },
    'microsoft-365-apps': {
      en: ['office', 'microsoft 365', 'outlook', 'excel', 'word', 'powerpoint', 'teams', 'onedrive', 'onenote', 'email', 'mail'],
      ko: ['오피스', '아웃룩', '엑셀', '워드', '파워포인트', '팀즈', '원드라이브', '원노트', '메일', '이메일'],
      es: ['correo', 'correo electrónico', 'aplicaciones de office'],
    },
    'browser': {
      en: ['edge', 'chrome', 'firefox', 'web page', 'website', 'internet explorer'],
      ko: ['엣지', '크롬', '파이어폭스', '웹 브라우저', '웹 페이지', '웹사이트', '인터넷 창'],
      es: ['explorador', 'página web', 'sitio web'],
    },
    'device': {
      en: ['hardware', 'laptop', 'computer', 'pc', 'screen', 'monitor', 'keyboard', 'mouse', 'battery', 'camera', 'microphone',
        'charger', 'dock'],
      ko: ['하드웨어', '노트북', '컴퓨터', '화면', '모니터', '키보드', '마우스', '배터리', '카메라', '마이크', '충전기', '장치', '기기'],
      es: ['equipo', 'portátil', 'ordenador', 'pantalla', 'monitor', 'teclado', 'ratón', 'batería', 'cámara', 'micrófono', 'cargador'],
    },
    'infrastructure': {
      en: ['printer', 'printing', 'driver', 'drivers', 'vpn', 'network', 'wifi', 'wi-fi', 'scanner', 'infrastructure', 'internet'],
      ko: ['프린터', '인쇄', '출력', '드라이버', '네트워크', '와이파이', '무선', '스캐너', '인프라', '인터넷'],
      es: ['impresora', 'imprimir', 'impresión', 'controlador', 'controladores', 'red', 'escáner', 'infraestructura'],
    },
    'line-of-business': {
      en: ['line of business', 'lob', 'business app', 'company app', 'business application', 'sap', 'erp', 'crm'],
      ko: ['기간 업무', '업무 앱', '업무 프로그램', '사내 앱', '사내 프로그램', '사내 시스템'],
      es: ['línea de negocio', 'aplicación de negocio', 'aplicación de la empresa', 'programa de la empresa'],
    },
    'security': {
      en: ['virus', 'malware', 'phishing', 'hacked', 'bitlocker', 'defender', 'suspicious', 'lost device', 'stolen'],
      ko: ['바이러스', '악성 코드', '피싱', '해킹', '비트로커', '의심스러운', '분실', '도난'],
      es: ['virus', 'malware', 'phishing', 'pirateado', 'sospechoso', 'robado', 'robo'],
    },
    'other': {
      en: ['other', 'another', 'none of these', 'none', 'something different', 'not sure', 'i do not know', 'dont know'],
      ko: ['다른 문제', '그 외', '그 밖', '해당 없음', '없음', '모르겠어요', '모르겠습니다', '잘 모르겠어요'],
      es: ['otro', 'otra', 'otra cosa', 'otros', 'ninguno', 'ninguna', 'no lo sé', 'no sé'],
    },
  },
  device: {
    'none': {
      en: ['another device', 'another', 'other', 'none', 'no device', 'none of these', 'neither', 'no', 'not listed'],
      ko: ['다른 디바이스', '다른 장치', '다른 기기', '없음', '없어요', '없습니다', '해당 없음', '기타', '아니요'],
      es: ['otro dispositivo', 'otro', 'otro equipo', 'ninguno', 'ninguno de estos', 'sin dispositivo', 'no'],
    },
  },
  reach: {
    'one': {
      en: ['me', 'just me', 'only me', 'myself', 'one', 'one person', 'only one person', 'i am alone'],
      ko: ['저', '나', '저만', '나만', '저 혼자', '나 혼자', '혼자', '한 명', '본인'],
      es: ['yo', 'mí', 'a mí', 'solo yo', 'solo a mí', 'solamente a mí', 'una persona', 'una sola persona', 'uno'],
    },
    'several': {
      en: ['several', 'a few', 'some people', 'some colleagues', 'a few people', 'others too', 'two people', 'three people',
        'two of us', 'three of us'],
      ko: ['여럿', '여러 사람', '몇 명', '몇 사람', '일부 동료', '동료도', '두 명', '세 명', '2명', '3명', '4명', '5명'],
      es: ['varios', 'varias', 'algunas personas', 'algunos', 'algunos compañeros', 'varios compañeros', 'dos personas',
        'tres personas', 'unos cuantos'],
    },
    'group': {
      en: ['group', 'my group', 'whole group', 'team', 'my team', 'the whole team', 'department', 'my department', 'whole department',
        'everyone in my team'],
      ko: ['부서', '우리 부서', '팀', '우리 팀', '팀 전체', '그룹', '그룹 전체', '우리 그룹', '팀원 모두'],
      es: ['grupo', 'mi grupo', 'equipo de trabajo', 'mi equipo', 'todo mi equipo', 'todo el equipo', 'departamento',
        'mi departamento', 'todo el departamento'],
    },
    'business': {
      en: ['business', 'company', 'whole company', 'the whole company', 'organization', 'everyone', 'everybody', 'all of us', 'all',
        'the entire company'],
      ko: ['회사', '전사', '회사 모두', '조직 전체', '전 직원', '모두', '모든 사람', '전체'],
      es: ['empresa', 'compañía', 'organización', 'toda la compañía', 'toda la organización', 'todos', 'todo el mundo', 'todas'],
    },
  },
  effect: {
    'minor': {
      en: ['minor', 'nuisance', 'annoying', 'i can work', 'can still work', 'not urgent', 'a little'],
      ko: ['불편', '불편해요', '사소', '일할 수 있어요', '업무 가능', '급하지 않', '조금'],
      es: ['molestia', 'molesto', 'leve', 'puedo trabajar', 'no es urgente', 'un poco'],
    },
    'impaired': {
      en: ['workaround', 'with a workaround', 'i can work with a workaround', 'i can work slowly', 'impaired', 'slow', 'slowly',
        'partly', 'with difficulty', 'another way'],
      ko: ['다른 방법', '우회', '임시로', '느려', '느립니다', '일부만', '어렵게'],
      es: ['alternativa', 'con una alternativa', 'con dificultad', 'lento', 'despacio', 'en parte', 'de otra manera'],
    },
    'stopped': {
      en: ['stopped', 'cannot work', 'cant work', 'can not work', 'unable to work', 'blocked', 'nothing works', 'not at all', 'urgent'],
      ko: ['불가', '불가능', '업무 중단', '일을 못', '일 못', '업무를 못', '전혀', '아무것도 못', '급해요', '급합니다'],
      es: ['no puedo trabajar', 'bloqueado', 'bloqueada', 'parado', 'parada', 'nada funciona', 'imposible', 'es urgente',
        'no puedo hacer nada'],
    },
  },
  place: {
    'new': {
      en: ['new', 'new one', 'a new one', 'new report', 'new ticket', 'new problem', 'another problem', 'something else', 'neither',
        'none'],
      ko: ['새로', '새 신고', '새 티켓', '새 문제', '새로 신고', '신규', '다른 문제', '별개', '아니요'],
      es: ['nuevo', 'nueva', 'uno nuevo', 'nuevo informe', 'nueva incidencia', 'nuevo ticket', 'nuevo problema', 'otro problema',
        'otro', 'ninguno'],
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Sayings>>>>;
