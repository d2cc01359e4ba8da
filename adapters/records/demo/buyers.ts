import { type Buyer, BuyerId } from '../schemas';
import type { Calendar } from './calendar';
import type { SeededRandom } from './seeded-random';

type BuyerEntry = Omit<Buyer, 'policyNumbers'>;

/** Ten invented companies in each of twelve countries. No company is meant by any of them. */
const companies: { country: string; register: string; digits: number; names: string[] }[] = [
  {
    country: 'DK',
    register: 'CVR',
    digits: 8,
    names: [
      'Nordhavn Stål ApS',
      'Sølvmåge Handel A/S',
      'Ulvedal Byg ApS',
      'Tusindben Transport A/S',
      'Egernsø Fødevarer A/S',
      'Kragereden Design ApS',
      'Muldvarpens Anlæg ApS',
      'Svaneklit Energi A/S',
      'Rævebakken Engros ApS',
      'Birkebjørn Industri A/S',
    ],
  },
  {
    country: 'SE',
    register: 'ORGNR',
    digits: 10,
    names: [
      'Nordhamns Stål AB',
      'Älgkronan Bygg AB',
      'Blåklockan Handel AB',
      'Igelkotten Transport AB',
      'Norrskenet Maskin AB',
      'Granbarret Papper AB',
      'Tranedansen Livs AB',
      'Silverräven Import AB',
      'Skogstrollet Möbler AB',
      'Lingonriset Teknik AB',
    ],
  },
  {
    country: 'NO',
    register: 'ORGNR',
    digits: 9,
    names: [
      'Fjordtrollet Fisk AS',
      'Lundefuglen Handel AS',
      'Nordlysvika Maskin AS',
      'Reinlav Bygg AS',
      'Havørna Shipping AS',
      'Blåbærlia Engros AS',
      'Isbreen Kjøl AS',
      'Multemyra Mat AS',
      'Tindefjell Stål AS',
      'Sjøstjerna Import AS',
    ],
  },
  {
    country: 'FI',
    register: 'Y-TUNNUS',
    digits: 8,
    names: [
      'Revontuli Kone Oy',
      'Mustikkasuo Elintarvike Oy',
      'Kuukkeli Rakennus Oy',
      'Hopeahauki Kauppa Oy',
      'Tunturipöllö Tekniikka Oy',
      'Karhunpesä Kuljetus Oy',
      'Saarniainen Paperi Oyj',
      'Lumikello Design Oy',
      'Ilvesjärvi Metalli Oy',
      'Suolintu Tukku Oy',
    ],
  },
  {
    country: 'DE',
    register: 'HRB',
    digits: 6,
    names: [
      'Sternschnuppe Maschinenbau GmbH',
      'Igelbach Stahlhandel GmbH',
      'Mondschein Möbel GmbH',
      'Eichkater Logistik GmbH',
      'Waldkauz Technik AG',
      'Morgentau Lebensmittel GmbH',
      'Nordwichtel Bau GmbH',
      'Kranichfeder Papier GmbH',
      'Silberdistel Textil GmbH',
      'Regenpfeifer Elektro GmbH',
    ],
  },
  {
    country: 'NL',
    register: 'KVK',
    digits: 8,
    names: [
      'Kikkerpoel Handel BV',
      'Windhaan Techniek BV',
      'Zilverreiger Import BV',
      'Tulpenster Bloemen BV',
      'Egelduin Transport BV',
      'Maanvis Voeding BV',
      'Dijkwachter Bouw BV',
      'Klaproos Textiel BV',
      'IJsvogel Elektronica BV',
      'Noordster Staal NV',
    ],
  },
  {
    country: 'PL',
    register: 'KRS',
    digits: 10,
    names: [
      'Bocianie Gniazdo Handel Sp. z o.o.',
      'Srebrny Jeż Transport Sp. z o.o.',
      'Żabi Staw Budowa Sp. z o.o.',
      'Gwiazdozbiór Stal S.A.',
      'Leśny Skrzat Meble Sp. z o.o.',
      'Wiewiórka Papier Sp. z o.o.',
      'Polna Mysz Zboża Sp. z o.o.',
      'Tęczowy Most Tekstylia Sp. z o.o.',
      'Zimorodek Technika Sp. z o.o.',
      'Bursztynek Import Sp. z o.o.',
    ],
  },
  {
    country: 'GB',
    register: 'CRN',
    digits: 8,
    names: [
      'Meridian Lantern Trading Ltd',
      'Hedgehog & Thistle Foods Ltd',
      'Moonraker Steel Ltd',
      'Otterbrook Logistics Ltd',
      'Dapplewood Furniture Ltd',
      'Kingfisher Kettle Ltd',
      'Puddlemere Plastics Ltd',
      'Foxglove Fabrics Ltd',
      'Larkspur Machines plc',
      'Badgersett Building Ltd',
    ],
  },
  {
    country: 'IE',
    register: 'CRO',
    digits: 6,
    names: [
      'Meridian Lantern Trading Ltd',
      'Clovermist Dairy Ltd',
      'Selkie Harbour Fish Ltd',
      'Greywren Engineering Ltd',
      'Turfstack Energy Ltd',
      'Hazelrod Timber Ltd',
      'Puffin & Gale Freight Ltd',
      'Silverbog Textiles Ltd',
      'Rainbow End Packaging Ltd',
      'Heronsford Steel Ltd',
    ],
  },
  {
    country: 'FR',
    register: 'SIREN',
    digits: 9,
    names: [
      'Lune & Hérisson SARL',
      'Aciers du Martin-Pêcheur SAS',
      'Étoile de Brume SAS',
      'Coquelicot Bleu Textiles SARL',
      'Renard Argenté Transport SAS',
      'Moulin des Lucioles SARL',
      'Papeterie du Hibou SAS',
      'La Grenouille Verte SARL',
      'Chantiers du Castor SAS',
      'Vents de Nulle Part SAS',
    ],
  },
  {
    country: 'IT',
    register: 'REA',
    digits: 7,
    names: [
      'Lucciola Macchine Srl',
      'Riccio di Mare Srl',
      'Acciai Stella Alpina SpA',
      'Volpe Argentata Trasporti Srl',
      'Gufo Blu Carta Srl',
      'Arcobaleno Tessuti Srl',
      'Mulino della Luna Srl',
      'Rana Verde Alimentari Srl',
      'Castoro Costruzioni Srl',
      'Cometa Import Srl',
    ],
  },
  {
    country: 'BE',
    register: 'KBO',
    digits: 10,
    names: [
      'Maanlicht Metaal NV',
      'Egel & Zoon BV',
      'Libelle Logistiek BV',
      'Papillon Bleu SA',
      'Sterrenregen Textiel NV',
      'Kasteel Kabouter BV',
      'Hibou Gris Papier SA',
      'Regenboog Plastics NV',
      'Vuurvlieg Energie BV',
      'Zandkorrel Bouw NV',
    ],
  },
];

export function demoBuyers(random: SeededRandom, { day }: Calendar): BuyerEntry[] {
  return companies.flatMap(({ country, register, digits, names }, block) =>
    names.map((legalName, place): BuyerEntry => {
      const number = block * 10 + place;
      // A few are insolvent, so that there is something to explain.
      const insolvent = number % 17 === 13;
      const drawn = insolvent
        ? 'below_average'
        : random.pick(['good', 'good', 'average', 'average', 'below_average', 'none'] as const);
      // What its limit was reduced for shows in its rating too.
      const ratingBand = number === 0 ? 'below_average' : drawn;
      return {
        buyerId: BuyerId.parse(`B-${30_000 + number}`),
        nationalId: {
          type: register,
          value: `9${String(random.whole(0, 10 ** (digits - 1) - 1)).padStart(digits - 1, '0')}`,
        },
        legalName,
        country,
        status: insolvent ? 'insolvent' : number % 41 === 40 ? 'unknown' : 'active',
        ratingBand,
        ...(ratingBand !== 'none' && { ratingDate: day(-random.whole(5, 300)) }),
        watch: drawn === 'below_average' && random.chance(0.5),
      };
    }),
  );
}
