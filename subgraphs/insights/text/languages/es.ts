import type { Templates } from '../templates.ts';

export const es: Templates = {
  metrics: {
    GROSS_REVENUE: { name: 'los ingresos', plural: true },
    NET_REVENUE: { name: 'los ingresos netos', plural: true },
    ORDERS: { name: 'los pedidos', plural: true },
    UNITS: { name: 'las unidades vendidas', plural: true },
    AVERAGE_ORDER_VALUE: { name: 'el valor medio del pedido', plural: false },
    NEW_CUSTOMERS: { name: 'el número de clientes nuevos', plural: false },
    RETURNING_CUSTOMERS: { name: 'el número de clientes recurrentes', plural: false },
    REFUNDS: { name: 'los reembolsos', plural: true },
    REFUND_RATE: { name: 'la tasa de reembolso', plural: false },
    CARTS: { name: 'los carritos', plural: true },
    ABANDONMENT_RATE: { name: 'la tasa de abandono', plural: false },
    CONVERSION: { name: 'la tasa de conversión', plural: false },
  },
  slices: {
    PRODUCT: '{metric} de {slice}',
    CATEGORY: '{metric} de la categoría {slice}',
    COUNTRY: '{metric} ({slice})',
    SEGMENT: '{metric} del segmento {slice}',
    CUSTOMER: '{metric} de {slice}',
  },
  words: {
    moved: { UP: ['subió', 'subieron'], DOWN: ['bajó', 'bajaron'] },
    was: ['estuvo', 'estuvieron'],
    came: ['llegó a', 'llegaron a'],
    by: ' un {change}',
    aDay: '{amount} al día',
  },
  extent: {
    times: 'en {times} veces lo habitual',
    high: 'en un nivel inusualmente alto',
    above: 'un {change} por encima de lo habitual',
    below: 'un {change} por debajo de lo habitual',
  },
  shift: {
    titleWeek: '{Subject} {moved}{by} en la semana hasta el {to}',
    titleSince: '{Subject} {moved}{by} del {from} al {to}',
    text: '{Subject} {came} {observed} del {from} al {to}, frente a {expected} {baseline}.',
    fourWeeks: 'en las cuatro semanas anteriores',
    baseline: 'del {baselineFrom} al {baselineTo}',
  },
  day: {
    title: '{Subject} {was} {extent} el {date}',
    text: '{Subject} {came} {observed} el {date}; un {weekday} habitual trae {expected}.',
  },
  closure: {
    titleDay: 'Sin ventas el {date}',
    titleSince: 'Sin ventas desde el {date}',
    textDay: 'No entró ni un solo pedido el {date}.',
    textSince: 'No ha entrado ni un solo pedido desde el {date}, en {days} días en los que suele vender.',
    usual: 'Un {weekday} habitual trae {expected} pedidos.',
    advice:
      'Si la tienda debía estar cerrada, descarte esta tarjeta y anote los días en el calendario; si no, compruebe que los clientes pueden llegar a ella y pagar.',
  },
  cancelled: {
    title: '{observed} vendidos y reembolsados el {date}',
    text: 'Se devolvieron {observed} el {date}, frente a {expected} en un {weekday} habitual.',
    revenue:
      'Los ingresos fueron inusualmente altos ese mismo día ({revenue} frente a {usualRevenue}): probablemente se cancelaron enseguida pedidos grandes. Tras los reembolsos quedan {rest}.',
    other: '{Subject} {moved}{by} ({observed} frente a {expected}).',
  },
  trend: {
    title: {
      UP: '{Subject}: la tendencia ha girado al alza',
      DOWN: '{Subject}: la tendencia ha girado a la baja',
    },
    text: '{Subject} {came} {observed} en la semana hasta el {to}; al ritmo del {baselineFrom} al {baselineTo} habría sido {expected}.',
  },
  record: {
    superlative: { UP: 'el nivel más alto de siempre', DOWN: 'el nivel más bajo de siempre' },
    titleDay: '{Subject}: {superlative} el {date}',
    titleDays: '{Subject}: {superlative} del {from} al {to}',
    textDay: '{Subject} {came} {observed} el {date}.',
    textDays: '{Subject} {came} {observed} del {from} al {to}.',
    before: 'Hasta entonces el récord era {expected}.',
  },
  streak: {
    title: {
      UP: '{Subject} {was} por encima de lo habitual {days} días seguidos',
      DOWN: '{Subject} {was} por debajo de lo habitual {days} días seguidos',
    },
    text: {
      UP: 'Del {from} al {to} cada día superó lo esperado: {observed}, frente a {expected}.',
      DOWN: 'Del {from} al {to} cada día quedó por debajo de lo esperado: {observed}, frente a {expected}.',
    },
  },
  stopped: {
    title: '{slice}: sin ventas desde el {from}',
    text: 'Ninguna venta de {slice} del {from} al {to}, aunque la tienda estaba abierta; antes eran {expected}.',
  },
  back: {
    title: '{slice} se vende de nuevo',
    text: 'Tras una pausa, {slice} se vende de nuevo desde el {from}: {observed}.',
  },
  concentration: {
    title: '{slice} aporta el {observed} de los ingresos',
    text: '{slice} aportó el {observed} de todos los ingresos del {from} al {to}.',
    before: 'Del {baselineFrom} al {baselineTo} era el {expected}.',
  },
  outlier: {
    title: 'Cifras inusuales el {date}',
    text: 'Las cifras del {date} no encajan entre sí como otros días, aunque ninguna destaque por sí sola.',
    figures: 'Las más alejadas de lo habitual: {list}.',
  },
  carts: {
    titleOne: 'Un carrito extraño el {date}',
    title: '{observed} carritos extraños el {date}',
    textOne:
      'Un carrito del {date} está lejos de lo que suelen reunir los clientes: mírelo antes de que sea un pedido.',
    text: '{observed} carritos del {date} están lejos de lo que suelen reunir los clientes: mírelos antes de que sean pedidos.',
    usual: 'Un día habitual tiene {expected}.',
    VALUE_TOO_HIGH: 'El mayor vale {value}.',
    VALUE_TOO_LOW: 'El menor vale {value}: un precio equivocado o una prueba.',
    ITEMS_TOO_FAST: 'Se pusieron hasta {count} artículos en un minuto: probablemente una máquina.',
    MANY_FROM_ONE_ADDRESS: 'Llegaron de una misma dirección, {count} en una hora.',
  },
  also: {
    item: '{subject} ({observed} frente a {expected})',
    together: 'En el mismo sentido: {list}.',
    against: '{went}: {list}.',
    went: { UP: 'En cambio, subieron', DOWN: 'En cambio, bajaron' },
  },
  peak: {
    strongest: 'Para su día de la semana, el {date} fue el más fuerte ({value}).',
    weakest: 'Para su día de la semana, el {date} fue el más flojo ({value}).',
    highest: 'Para su día de la semana, el {date} fue el más alto ({value}).',
    lowest: 'Para su día de la semana, el {date} fue el más bajo ({value}).',
  },
  cause: {
    item: '{slice} ({share})',
    contributions: 'Las mayores partes del cambio: {list}.',
    effects: 'Por causa: volumen {volume}, precio {price}, mezcla {mix}.',
    lastYear: 'En los mismos días del año pasado fue {observed}, frente a {expected}.',
  },
  actions: {
    CHECK_SHOP: 'Compruebe que los clientes pueden llegar a la tienda, pedir y pagar.',
    CHECK_STOCK: 'Compruebe si hay existencias y si está a la venta.',
    REVIEW_REFUNDS: 'Revise los reembolsos: qué se devolvió y por qué.',
    REVIEW_CARTS: 'Revise los carritos antes de que sean pedidos.',
    REVIEW_PRICES: 'Revise los precios y descuentos de lo que más cambió.',
    WIN_BACK: 'Recupere a los clientes que han dejado de comprar.',
    PROMOTE: 'Aprovéchelo: tenga existencias suficientes y muéstrelo a más clientes.',
    SPREAD_RISK: 'Procure que perderlo no duela: desarrolle otros clientes o productos.',
    NONE: 'No hay que hacer nada.',
  },
};
