import type { ValueType } from './value-type.ts';
import addressType from './types/place/address.ts';
import arrayType from './types/basic/array.ts';
import binaryType from './types/basic/binary.ts';
import booleanType from './types/basic/boolean.ts';
import cityType from './types/place/city.ts';
import colorType from './types/business/color.ts';
import companyType from './types/business/company.ts';
import countryType from './types/place/country.ts';
import countryCodeType from './types/place/country-code.ts';
import creditCardType from './types/business/credit-card.ts';
import currencyCodeType from './types/business/currency-code.ts';
import dateType from './types/time/date.ts';
import decimalType from './types/basic/decimal.ts';
import departmentType from './types/business/department.ts';
import domainType from './types/internet/domain.ts';
import emailType from './types/internet/email.ts';
import enumType from './types/basic/enum.ts';
import fileNameType from './types/internet/file-name.ts';
import firstNameType from './types/person/first-name.ts';
import floatType from './types/basic/float.ts';
import fullNameType from './types/person/full-name.ts';
import genderType from './types/person/gender.ts';
import geoPointType from './types/place/geo-point.ts';
import ibanType from './types/business/iban.ts';
import integerType from './types/basic/integer.ts';
import ipv4Type from './types/internet/ipv4.ts';
import ipv6Type from './types/internet/ipv6.ts';
import jobTitleType from './types/person/job-title.ts';
import jsonType from './types/basic/json.ts';
import lastNameType from './types/person/last-name.ts';
import latitudeType from './types/place/latitude.ts';
import longitudeType from './types/place/longitude.ts';
import loremType from './types/text/lorem.ts';
import macAddressType from './types/internet/mac-address.ts';
import mixtureType from './types/basic/mixture.ts';
import paragraphType from './types/text/paragraph.ts';
import phoneType from './types/person/phone.ts';
import productType from './types/business/product.ts';
import randomWalkType from './types/series/random-walk.ts';
import sentenceType from './types/text/sentence.ts';
import seriesType from './types/series/series.ts';
import sexType from './types/person/sex.ts';
import slugType from './types/internet/slug.ts';
import stateType from './types/place/state.ts';
import streetAddressType from './types/place/street-address.ts';
import stringType from './types/basic/string.ts';
import timeType from './types/time/time.ts';
import timestampType from './types/time/timestamp.ts';
import urlType from './types/internet/url.ts';
import userAgentType from './types/internet/user-agent.ts';
import userNameType from './types/internet/user-name.ts';
import uuidType from './types/basic/uuid.ts';
import wordType from './types/text/word.ts';
import zipCodeType from './types/place/zip-code.ts';

// Made from the folder types by `npm run gen`.
const all: readonly ValueType[] = [
  addressType,
  arrayType,
  binaryType,
  booleanType,
  cityType,
  colorType,
  companyType,
  countryType,
  countryCodeType,
  creditCardType,
  currencyCodeType,
  dateType,
  decimalType,
  departmentType,
  domainType,
  emailType,
  enumType,
  fileNameType,
  firstNameType,
  floatType,
  fullNameType,
  genderType,
  geoPointType,
  ibanType,
  integerType,
  ipv4Type,
  ipv6Type,
  jobTitleType,
  jsonType,
  lastNameType,
  latitudeType,
  longitudeType,
  loremType,
  macAddressType,
  mixtureType,
  paragraphType,
  phoneType,
  productType,
  randomWalkType,
  sentenceType,
  seriesType,
  sexType,
  slugType,
  stateType,
  streetAddressType,
  stringType,
  timeType,
  timestampType,
  urlType,
  userAgentType,
  userNameType,
  uuidType,
  wordType,
  zipCodeType,
];

/** Every value type by its id, sorted by id. */
export const valueTypes: ReadonlyMap<string, ValueType> = new Map(all.map((type) => [type.id, type]));
