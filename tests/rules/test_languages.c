/* SPDX-License-Identifier: MIT
 * test_languages.c - resumes of other languages: headings, months, titles.
 */
#include "reading.h"

static const reading_case cases[] = {
    {"#Max Muster\n\nBerufserfahrung\n"
     "04/2015 – 12/2017\tProjektleiter, Beispiel, Köln\n",
        "2015-04 2017-12 Projektleiter @ Beispiel\n"},
    {"#Max Muster\n\nBerufserfahrung\n01/2018 – heute\tSoftwareentwickler, "
     "Muster GmbH, München\n- Entwicklung\n04/2015 – 12/2017\tProjektleiter, "
     "Beispiel AG, Köln\n- Leitung\n\nAusbildung\n2010 – 2015 Diplom "
     "Informatik, Universität Köln\n",
        "2018-01 present Softwareentwickler @ Muster GmbH\n2015-04 2017-12 "
        "Projektleiter @ Beispiel AG\n"},
    {"#Jean Exemple\n\nExpérience professionnelle\nIngénieur logiciel, Exemple "
     "SA, Lyon\njanvier 2019 – aujourd'hui\n- Développement\nDéveloppeur, "
     "Modèle SARL, Paris\nsept. 2015 – déc. 2018\n- "
     "Développement\n\nFormation\nMaster Informatique, Université de Lyon, "
     "2015\n",
        "2019-01 present Ingénieur logiciel @ Exemple SA\n2015-09 2018-12 "
        "Développeur @ Modèle SARL\n"},
    {"#Ana Ejemplo\n\nExperiencia profesional\nIngeniera de software, Ejemplo "
     "S.A., Madrid\nenero de 2019 - actualidad\n- Desarrollo\nAnalista, "
     "Muestra S.L., Sevilla\nmarzo de 2015 - diciembre de 2018\n- "
     "Desarrollo\n\nEducación\nLicenciatura en Informática, Universidad de "
     "Sevilla, 2014\n",
        "2019-01 present Ingeniera de software @ Ejemplo S.A.\n2015-03 2018-12 "
        "Analista @ Muestra S.L.\n"},
    {"#Ana Exemplo\n\nExperiência profissional\nEngenheiro de Software na "
     "Exemplo Ltda\njan. de 2019 - o momento\n- Desenvolvimento\nAnalista de "
     "Sistemas | Modelo S.A. | mar/2015 a dez/2018\n- "
     "Desenvolvimento\n\nFormação\nBacharelado em Computação, Universidade de "
     "Exemplo, 2014\n",
        "2019-01 present Engenheiro de Software @ Exemplo Ltda\n2015-03 "
        "2018-12 Analista de Sistemas @ Modelo S.A.\n"},
    {"#Mario Esempio\n\nEsperienza lavorativa\nSviluppatore Software, Esempio "
     "S.p.A., Milano\ngennaio 2019 - presente\n- Sviluppo\nAnalista, Modello "
     "S.r.l., Roma\nmar 2015 - dic 2018\n- Analisi\n\nIstruzione\nLaurea in "
     "Informatica, Università di Roma, 2014\n",
        "2019-01 present Sviluppatore Software @ Esempio S.p.A.\n2015-03 "
        "2018-12 Analista @ Modello S.r.l.\n"},
    {"#Jan Voorbeeld\n\nWerkervaring\nSoftwareontwikkelaar, Voorbeeld BV, "
     "Utrecht\njanuari 2019 - heden\n- Ontwikkeling\nProjectleider bij Model "
     "NV\nmaart 2015 - december 2018\n- Leiding\n\nOpleiding\nBachelor "
     "Informatica, Universiteit Utrecht, 2014\n",
        "2019-01 present Softwareontwikkelaar @ Voorbeeld BV\n2015-03 2018-12 "
        "Projectleider @ Model NV\n"},
    {"#张三\n\n工作经历\n示例科技有限公司\t软件工程师\t2019年4月 - 至今\n- "
     "负责开发\n样本网络有限公司\t前端工程师\t2016年7月 - 2019年3月\n- "
     "负责开发\n\n教育背景\n示例大学 本科 计算机 2012年9月 - 2016年6月\n",
        "2019-04 present 软件工程师 @ 示例科技有限公司\n2016-07 2019-03 "
        "前端工程师 @ 样本网络有限公司\n"},
    {"#山田太郎\n\n職歴\n2019年4月 ～ 現在　株式会社サンプル　エンジニア\n- "
     "開発\n2016年4月 ～ 2019年3月　見本株式会社　プログラマー\n- "
     "開発\n\n学歴\n2016年3月 サンプル大学 卒業\n",
        "2019-04 present エンジニア @ 株式会社サンプル\n2016-04 2019-03 "
        "プログラマー @ 見本株式会社\n"},
    {"#Claire Exemple\n\nExpérience professionnelle\nDepuis 2020 : Chef de "
     "projet, Exemple SA, Paris\nDe 2016 à 2020 : Développeuse, Modèle, "
     "Lyon\n",
        "2020 present Chef de projet @ Exemple SA\n2016 2020 Développeuse @ "
        "Modèle\n"},
    {"#Max Muster\n\nBerufserfahrung\nProjektleiter, Beispiel AG\n1. März "
     "2019 - 31. Dezember 2021\n- Leitung\n",
        "2019-03 2021-12 Projektleiter @ Beispiel AG\n"},
    {"#张三\n\n工作经历\n示例科技公司上海\t软件工程师\t2019年4月 - 至今\n- "
     "开发\n样本网络有限公司 2016.7 - 2019.3\nSample "
     "平台是一个面向全国用户的大型数据分析与展示系统\n",
        "2019-04 present 软件工程师 @ 示例科技公司\n2016-07 2019-03 ? @ "
        "样本网络有限公司\n"},
};

int
main(void)
{
	return test_run(reading_jobs_suite(
	    "languages", cases, sizeof cases / sizeof *cases));
}
