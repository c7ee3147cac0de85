import type { sites as en } from '../en/sites.ts';
import type { Translation } from '../message.ts';

export const sites: Translation<typeof en> = {
  'sites.title': 'Sitios',
  'sites.lead': 'Ponga la ayuda y el formulario de {house} en sus propias páginas.',
  'sites.desk_lead': 'Los sitios que integran los widgets: los propios, los de socios y los de clientes.',
  'sites.new': 'Añadir un sitio web',
  'sites.new_lead': 'El sitio recibe una clave, y usted las líneas que debe copiar en sus páginas.',
  'sites.name': 'Nombre',
  'sites.name_hint': 'Para usted y para {house}; los visitantes no lo ven.',
  'sites.origins': 'Direcciones',
  'sites.origins_hint':
    'Una en cada línea, por ejemplo https://www.example.com. Nada detrás del nombre; con www y sin www son dos. En otras páginas las claves no sirven.',
  'sites.create': 'Añadir',
  'sites.settings': 'Nombre y direcciones',
  'sites.history': 'Qué ha pasado',
  'sites.empty': 'Aún no hay ningún sitio web',
  'sites.empty_text': 'Añada uno y sus visitantes podrán buscar en la ayuda y preguntar sin salir de él.',
  'sites.empty_read': 'Puede añadirlo quien gestiona su cuenta.',
  'sites.status.live': 'La clave funciona',
  'sites.status.off': 'Sin clave, desactivado',
  'sites.more_origins': { one: 'y {count} más', other: 'y {count} más' },

  'sites.embed': 'En sus páginas',
  'sites.embed_lead': 'Copie estas líneas tal cual. No cargan nada de terceros ni ponen cookies.',
  'sites.script': 'El script, una vez en cada página',
  'sites.search': 'La búsqueda, donde deba aparecer',
  'sites.form': 'El formulario, donde deba aparecer',
  'sites.fallback':
    'Lo que hay entre las etiquetas se ve hasta que llega el widget y donde los scripts están bloqueados.',
  'sites.policy': 'Para páginas con política de seguridad de contenido (CSP)',
  'sites.policy_text': 'Añada estos orígenes. Para estilos, fuentes, marcos y workers no hace falta ninguno.',
  'sites.policy_form': 'La última línea es para el formulario sin script.',
  'sites.copy': 'Copiar',
  'sites.copied': 'Copiado',
  'sites.search_fallback': 'Buscar en la ayuda de {house}',
  'sites.send': 'Enviar',

  'sites.keys': 'Claves',
  'sites.keys_lead':
    'Una clave dice qué sitio pregunta. No es secreta: solo sirve en las direcciones de abajo.',
  'sites.key_since': 'desde el {when}',
  'sites.key_newest': 'en las líneas de arriba',
  'sites.key_add': 'Crear una segunda clave',
  'sites.key_add_text': 'Para cambiar de clave: cree otra, cambie sus páginas y después anule la antigua.',
  'sites.key_revoke': 'Anular',
  'sites.key_revoke_named': 'Anular {key}',
  'sites.key_revoke_text':
    'Los widgets con esta clave se detienen enseguida; en su lugar se ve lo que hay entre sus etiquetas.',
  'sites.key_none':
    'Ninguna clave funciona, así que los widgets están desactivados. Cree una para activarlos.',
  'sites.key_first': 'Crear una clave',

  'sites.done.created': 'El sitio está listo. Copie ahora las líneas en sus páginas.',
  'sites.done.changed': 'Guardado. Vale desde ahora.',
  'sites.done.key_added': 'La clave nueva funciona, y la anterior también.',
  'sites.done.key_revoked': 'La clave queda anulada.',

  'sites.errors.origin':
    'Escriba cada dirección como https://www.example.com, sin nada detrás y sin asteriscos',
  'sites.errors.many_origins': 'No más de 20 direcciones',
  'sites.errors.two_keys': 'Ya hay dos claves. Anule antes una de ellas',
  'sites.errors.key_revoked': 'Esta clave ya estaba anulada',
};
