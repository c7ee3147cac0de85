import type { auth as en } from '../en/auth.ts';
import type { Translation } from '../message.ts';

export const auth: Translation<typeof en> = {
  'auth.sign_in.title': 'Iniciar sesión',
  'auth.sign_in.lead': 'Para ver sus solicitudes, sus clientes y su material.',
  'auth.sign_in.action': 'Entrar',
  'auth.sign_in.forgotten': '¿Ha olvidado la contraseña?',
  'auth.sign_in.no_account': '¿Aún no tiene cuenta?',
  'auth.sign_in.ask': 'Pida una invitación a la persona que gestiona la cuenta de su empresa.',
  'auth.email': 'Correo electrónico',
  'auth.password': 'Contraseña',
  'auth.new_password': 'Contraseña nueva',
  'auth.password_hint': 'Al menos {count} caracteres. Lo mejor: unas palabras que solo usted juntaría.',
  'auth.name': 'Su nombre',
  'auth.errors.no_account': 'Ya no pertenece a ninguna cuenta. Pregunte a quien le invitó.',
  'auth.errors.other_person': 'Esta invitación es para otra dirección, no para la de su sesión.',

  'auth.reset.title': 'Elegir una contraseña nueva',
  'auth.reset.lead': 'Enviamos un enlace a la dirección de su cuenta.',
  'auth.reset.action': 'Enviar el enlace',
  'auth.reset.sent_title': 'Mire su correo',
  'auth.reset.sent_text':
    'Si existe una cuenta para {email}, el enlace va de camino. Sirve una sola vez, durante una hora. ¿No llega? Mire en el correo no deseado o pruebe con otra dirección.',
  'auth.reset.save': 'Guardar y cerrar todas las sesiones',
  'auth.reset.done.changed': 'Su contraseña ha cambiado. Ya puede entrar con ella.',
  'auth.spent.title': 'Este enlace ya no sirve',
  'auth.spent.reset': 'Ya se usó, se envió otro más reciente o ha caducado.',
  'auth.spent.reset_action': 'Enviarme otro enlace',
  'auth.spent.invitation': 'Ya se usó, se retiró o ha caducado. Pida otra invitación.',

  'auth.join.title': 'Le damos la bienvenida a {account}',
  'auth.join.lead': 'Le han invitado como {role}. Su dirección es {email}.',
  'auth.join.action': 'Unirme',
  'auth.join.again': 'Ya tiene una cuenta con esta dirección.',
  'auth.join.sign_in_first': 'Inicie sesión como {email} para añadirle {account}.',
  'auth.join.add': 'Añadir {account} a mi cuenta',
  'auth.join.done.joined': 'Ya está dentro. Eche un vistazo.',

  'auth.setup.title': 'Crear el primer administrador',
  'auth.setup.lead': 'Este enlace sirve una sola vez. Los demás entran por invitación.',
  'auth.setup.action': 'Crear la cuenta',
  'auth.setup.spent':
    'Ya hay un administrador o el enlace ha caducado. Al reiniciar sin personas se imprime otro.',

  'auth.role.admin': 'administrador',
  'auth.role.manager': 'responsable de canal',
  'auth.role.team_manager': 'responsable',
  'auth.role.agent': 'agente de servicio',
  'auth.role.editor': 'redactor',
  'auth.role.owner': 'titular',
  'auth.role.member': 'miembro',
};
