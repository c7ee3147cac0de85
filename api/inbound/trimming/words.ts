/** What mail programs write around the words of others, in the languages that they speak. */

const words = (text: string) => new Set(text.split(' '));

/** "wrote", as it stands in "On Monday somebody wrote:". */
export const SAID = words(
  'wrote writes écrit escribió escribio schrieb schreef geschreven napisał napisała написал написала пишет пише ' +
    'написав писал skrev kirjoitti scritto escreveu написа έγραψε yazdı 写道 寫道 書いた さんは 작성 napsal napísal írta scris',
);

/** What stands between dashes above a mail that was taken over whole. */
export const ABOVE = [
  'original message',
  'forwarded message',
  'begin forwarded message',
  'mensaje original',
  'mensaje reenviado',
  'ursprüngliche nachricht',
  'originalnachricht',
  'weitergeleitete nachricht',
  'message original',
  "message d'origine",
  'message transféré',
  'messaggio originale',
  'messaggio inoltrato',
  'mensagem original',
  'mensagem encaminhada',
  'oorspronkelijk bericht',
  'doorgestuurd bericht',
  'исходное сообщение',
  'пересылаемое сообщение',
  'пересланное сообщение',
  'wiadomość oryginalna',
  'oryginalna wiadomość',
  'ursprungligt meddelande',
  'oprindelig meddelelse',
  'opprinnelig melding',
  'alkuperäinen viesti',
  '原始邮件',
  '原始郵件',
];

/** The names of the lines that say from whom, to whom and when. */
export const HEADERS = words(
  'from to cc bcc date sent subject reply-to importance ' +
    'de para enviado fecha asunto ' +
    'von an gesendet datum betreff ' +
    'à envoyé objet date ' +
    'da a inviato data oggetto risposta ' +
    'от кому копия дата отправлено тема ' +
    'van aan verzonden onderwerp ' +
    'od do wysłano temat ' +
    'från till skickat ämne ' +
    'fra til sendt emne ' +
    'assunto enviada ' +
    '发件人 收件人 发送时间 主题 寄件者 收件者 主旨',
);

/** How a telephone or a program says that it was there: the whole line begins so. */
export const DEVICES = [
  'sent from my ',
  'sent from a phone',
  'sent from mobile',
  'sent from mailbox',
  'sent from yahoo',
  'sent from outlook',
  'sent from windows',
  'sent from samsung',
  'sent from galaxy',
  'sent from proton',
  'sent from [mail]',
  'sent from mail for',
  'sent from a ',
  'sent via ',
  'sent with ',
  'sent by ',
  'from my ',
  'get outlook for ',
  'get [outlook for ',
  'envoyé depuis ',
  'envoyé de mon ',
  'enviado desde ',
  'enviado do meu ',
  'enviado de mi ',
  'inviato da ',
  'von meinem ',
  'gesendet von ',
  'diese nachricht wurde von meinem ',
  'verzonden met ',
  'verzonden vanaf ',
  'verstuurd vanaf ',
  'отправлено с ',
  'отправлено из ',
  'отправлено от ',
  'sendt fra ',
  'skickat från ',
  'lähetetty ',
  'wysłane z ',
  '從我的',
  '从我的',
  '发自我的',
];
