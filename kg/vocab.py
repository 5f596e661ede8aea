"""Generated from `ontology/`: names of terms and codes. Do not edit."""

from __future__ import annotations

from typing import Final, Literal

from pyoxigraph import NamedNode

ONTOLOGY: Final = NamedNode("https://w3id.org/deungdae/ont")
VERSION: Final = "0.1.0"
DD: Final = "https://w3id.org/deungdae/ont#"
CODE: Final = "https://w3id.org/deungdae/code/"

Actor: Final = NamedNode("https://w3id.org/deungdae/ont#Actor")
ActorGroup: Final = NamedNode("https://w3id.org/deungdae/ont#ActorGroup")
Assertion: Final = NamedNode("https://w3id.org/deungdae/ont#Assertion")
CellSelector: Final = NamedNode("https://w3id.org/deungdae/ont#CellSelector")
ChangeMeasurement: Final = NamedNode("https://w3id.org/deungdae/ont#ChangeMeasurement")
Circumstance: Final = NamedNode("https://w3id.org/deungdae/ont#Circumstance")
Claim: Final = NamedNode("https://w3id.org/deungdae/ont#Claim")
ClusterOutcome: Final = NamedNode("https://w3id.org/deungdae/ont#ClusterOutcome")
DerivedCluster: Final = NamedNode("https://w3id.org/deungdae/ont#DerivedCluster")
Designation: Final = NamedNode("https://w3id.org/deungdae/ont#Designation")
Difficulty: Final = NamedNode("https://w3id.org/deungdae/ont#Difficulty")
Enterprise: Final = NamedNode("https://w3id.org/deungdae/ont#Enterprise")
Event: Final = NamedNode("https://w3id.org/deungdae/ont#Event")
ExtractionRun: Final = NamedNode("https://w3id.org/deungdae/ont#ExtractionRun")
IdentityLink: Final = NamedNode("https://w3id.org/deungdae/ont#IdentityLink")
ImprovementTask: Final = NamedNode("https://w3id.org/deungdae/ont#ImprovementTask")
IndustryAssociation: Final = NamedNode("https://w3id.org/deungdae/ont#IndustryAssociation")
InternationalOrganization: Final = NamedNode(
    "https://w3id.org/deungdae/ont#InternationalOrganization"
)
KnowHowOpportunity: Final = NamedNode("https://w3id.org/deungdae/ont#KnowHowOpportunity")
LargeEnterprise: Final = NamedNode("https://w3id.org/deungdae/ont#LargeEnterprise")
LighthouseDesignation: Final = NamedNode("https://w3id.org/deungdae/ont#LighthouseDesignation")
LighthouseFactory: Final = NamedNode("https://w3id.org/deungdae/ont#LighthouseFactory")
ManufacturingSite: Final = NamedNode("https://w3id.org/deungdae/ont#ManufacturingSite")
Measurement: Final = NamedNode("https://w3id.org/deungdae/ont#Measurement")
MediaOrganization: Final = NamedNode("https://w3id.org/deungdae/ont#MediaOrganization")
MidSizedEnterprise: Final = NamedNode("https://w3id.org/deungdae/ont#MidSizedEnterprise")
Ministry: Final = NamedNode("https://w3id.org/deungdae/ont#Ministry")
Organization: Final = NamedNode("https://w3id.org/deungdae/ont#Organization")
PartnershipCluster: Final = NamedNode("https://w3id.org/deungdae/ont#PartnershipCluster")
Person: Final = NamedNode("https://w3id.org/deungdae/ont#Person")
Place: Final = NamedNode("https://w3id.org/deungdae/ont#Place")
Plan: Final = NamedNode("https://w3id.org/deungdae/ont#Plan")
PolicyStatement: Final = NamedNode("https://w3id.org/deungdae/ont#PolicyStatement")
Proposal: Final = NamedNode("https://w3id.org/deungdae/ont#Proposal")
PublicAgency: Final = NamedNode("https://w3id.org/deungdae/ont#PublicAgency")
PublicBody: Final = NamedNode("https://w3id.org/deungdae/ont#PublicBody")
ResearchInstitute: Final = NamedNode("https://w3id.org/deungdae/ont#ResearchInstitute")
SME: Final = NamedNode("https://w3id.org/deungdae/ont#SME")
SmartFactory: Final = NamedNode("https://w3id.org/deungdae/ont#SmartFactory")
SourceDocument: Final = NamedNode("https://w3id.org/deungdae/ont#SourceDocument")
Statement: Final = NamedNode("https://w3id.org/deungdae/ont#Statement")
SupportActivity: Final = NamedNode("https://w3id.org/deungdae/ont#SupportActivity")
SupportCase: Final = NamedNode("https://w3id.org/deungdae/ont#SupportCase")
SupportProgramme: Final = NamedNode("https://w3id.org/deungdae/ont#SupportProgramme")
aggregation: Final = NamedNode("https://w3id.org/deungdae/ont#aggregation")
anchor: Final = NamedNode("https://w3id.org/deungdae/ont#anchor")
announcedOn: Final = NamedNode("https://w3id.org/deungdae/ont#announcedOn")
asOf: Final = NamedNode("https://w3id.org/deungdae/ont#asOf")
attendanceMode: Final = NamedNode("https://w3id.org/deungdae/ont#attendanceMode")
attendee: Final = NamedNode("https://w3id.org/deungdae/ont#attendee")
attributedTo: Final = NamedNode("https://w3id.org/deungdae/ont#attributedTo")
baseline: Final = NamedNode("https://w3id.org/deungdae/ont#baseline")
betweenness: Final = NamedNode("https://w3id.org/deungdae/ont#betweenness")
businessRegistrationNumber: Final = NamedNode(
    "https://w3id.org/deungdae/ont#businessRegistrationNumber"
)
clusterMember: Final = NamedNode("https://w3id.org/deungdae/ont#clusterMember")
coFunder: Final = NamedNode("https://w3id.org/deungdae/ont#coFunder")
column: Final = NamedNode("https://w3id.org/deungdae/ont#column")
comparedIn: Final = NamedNode("https://w3id.org/deungdae/ont#comparedIn")
comparedPer: Final = NamedNode("https://w3id.org/deungdae/ont#comparedPer")
confidence: Final = NamedNode("https://w3id.org/deungdae/ont#confidence")
corporateRegistrationNumber: Final = NamedNode(
    "https://w3id.org/deungdae/ont#corporateRegistrationNumber"
)
dartCode: Final = NamedNode("https://w3id.org/deungdae/ont#dartCode")
density: Final = NamedNode("https://w3id.org/deungdae/ont#density")
designationScheme: Final = NamedNode("https://w3id.org/deungdae/ont#designationScheme")
designator: Final = NamedNode("https://w3id.org/deungdae/ont#designator")
designee: Final = NamedNode("https://w3id.org/deungdae/ont#designee")
duplicateOf: Final = NamedNode("https://w3id.org/deungdae/ont#duplicateOf")
evidence: Final = NamedNode("https://w3id.org/deungdae/ont#evidence")
followUp: Final = NamedNode("https://w3id.org/deungdae/ont#followUp")
fromMember: Final = NamedNode("https://w3id.org/deungdae/ont#fromMember")
hasOpportunity: Final = NamedNode("https://w3id.org/deungdae/ont#hasOpportunity")
hasOutcome: Final = NamedNode("https://w3id.org/deungdae/ont#hasOutcome")
hasPart: Final = NamedNode("https://w3id.org/deungdae/ont#hasPart")
heard: Final = NamedNode("https://w3id.org/deungdae/ont#heard")
indicator: Final = NamedNode("https://w3id.org/deungdae/ont#indicator")
industry: Final = NamedNode("https://w3id.org/deungdae/ont#industry")
isComplete: Final = NamedNode("https://w3id.org/deungdae/ont#isComplete")
isDirect: Final = NamedNode("https://w3id.org/deungdae/ont#isDirect")
justification: Final = NamedNode("https://w3id.org/deungdae/ont#justification")
labelMatches: Final = NamedNode("https://w3id.org/deungdae/ont#labelMatches")
leiCode: Final = NamedNode("https://w3id.org/deungdae/ont#leiCode")
locatedIn: Final = NamedNode("https://w3id.org/deungdae/ont#locatedIn")
madeAt: Final = NamedNode("https://w3id.org/deungdae/ont#madeAt")
matter: Final = NamedNode("https://w3id.org/deungdae/ont#matter")
medianChangePercent: Final = NamedNode("https://w3id.org/deungdae/ont#medianChangePercent")
memberCount: Final = NamedNode("https://w3id.org/deungdae/ont#memberCount")
mentions: Final = NamedNode("https://w3id.org/deungdae/ont#mentions")
mentorAffiliation: Final = NamedNode("https://w3id.org/deungdae/ont#mentorAffiliation")
motivatedBy: Final = NamedNode("https://w3id.org/deungdae/ont#motivatedBy")
numericValue: Final = NamedNode("https://w3id.org/deungdae/ont#numericValue")
operator: Final = NamedNode("https://w3id.org/deungdae/ont#operator")
organizer: Final = NamedNode("https://w3id.org/deungdae/ont#organizer")
participant: Final = NamedNode("https://w3id.org/deungdae/ont#participant")
partner: Final = NamedNode("https://w3id.org/deungdae/ont#partner")
partnerOf: Final = NamedNode("https://w3id.org/deungdae/ont#partnerOf")
perPeriod: Final = NamedNode("https://w3id.org/deungdae/ont#perPeriod")
product: Final = NamedNode("https://w3id.org/deungdae/ont#product")
proposes: Final = NamedNode("https://w3id.org/deungdae/ont#proposes")
purpose: Final = NamedNode("https://w3id.org/deungdae/ont#purpose")
quoteText: Final = NamedNode("https://w3id.org/deungdae/ont#quoteText")
reasons: Final = NamedNode("https://w3id.org/deungdae/ont#reasons")
recipient: Final = NamedNode("https://w3id.org/deungdae/ont#recipient")
recipientGroup: Final = NamedNode("https://w3id.org/deungdae/ont#recipientGroup")
reportedChangeAbsolute: Final = NamedNode("https://w3id.org/deungdae/ont#reportedChangeAbsolute")
reportedChangePercent: Final = NamedNode("https://w3id.org/deungdae/ont#reportedChangePercent")
reportsTo: Final = NamedNode("https://w3id.org/deungdae/ont#reportsTo")
representing: Final = NamedNode("https://w3id.org/deungdae/ont#representing")
roleText: Final = NamedNode("https://w3id.org/deungdae/ont#roleText")
romanizedLabel: Final = NamedNode("https://w3id.org/deungdae/ont#romanizedLabel")
row: Final = NamedNode("https://w3id.org/deungdae/ont#row")
rule: Final = NamedNode("https://w3id.org/deungdae/ont#rule")
sheet: Final = NamedNode("https://w3id.org/deungdae/ont#sheet")
shortName: Final = NamedNode("https://w3id.org/deungdae/ont#shortName")
siteOf: Final = NamedNode("https://w3id.org/deungdae/ont#siteOf")
sizeClass: Final = NamedNode("https://w3id.org/deungdae/ont#sizeClass")
speaker: Final = NamedNode("https://w3id.org/deungdae/ont#speaker")
status: Final = NamedNode("https://w3id.org/deungdae/ont#status")
subject: Final = NamedNode("https://w3id.org/deungdae/ont#subject")
subjectGroup: Final = NamedNode("https://w3id.org/deungdae/ont#subjectGroup")
supportCount: Final = NamedNode("https://w3id.org/deungdae/ont#supportCount")
supportKind: Final = NamedNode("https://w3id.org/deungdae/ont#supportKind")
supporter: Final = NamedNode("https://w3id.org/deungdae/ont#supporter")
targetName: Final = NamedNode("https://w3id.org/deungdae/ont#targetName")
targetNote: Final = NamedNode("https://w3id.org/deungdae/ont#targetNote")
taskFor: Final = NamedNode("https://w3id.org/deungdae/ont#taskFor")
textMatches: Final = NamedNode("https://w3id.org/deungdae/ont#textMatches")
timeBasis: Final = NamedNode("https://w3id.org/deungdae/ont#timeBasis")
timeText: Final = NamedNode("https://w3id.org/deungdae/ont#timeText")
toMember: Final = NamedNode("https://w3id.org/deungdae/ont#toMember")
topic: Final = NamedNode("https://w3id.org/deungdae/ont#topic")
underProgramme: Final = NamedNode("https://w3id.org/deungdae/ont#underProgramme")
unit: Final = NamedNode("https://w3id.org/deungdae/ont#unit")
valueText: Final = NamedNode("https://w3id.org/deungdae/ont#valueText")
visited: Final = NamedNode("https://w3id.org/deungdae/ont#visited")
when: Final = NamedNode("https://w3id.org/deungdae/ont#when")
yielded: Final = NamedNode("https://w3id.org/deungdae/ont#yielded")

AggregationCode = Literal["mean", "single", "sum-over-subjects"]
AGGREGATION: Final[dict[AggregationCode, NamedNode]] = {
    "mean": NamedNode("https://w3id.org/deungdae/code/aggregation.mean"),
    "single": NamedNode("https://w3id.org/deungdae/code/aggregation.single"),
    "sum-over-subjects": NamedNode("https://w3id.org/deungdae/code/aggregation.sum-over-subjects"),
}

IndicatorCode = Literal[
    "Accident",
    "Cost",
    "DailyProduction",
    "DefectRate",
    "Downtime",
    "Employment",
    "EnergyEfficiency",
    "EnergyUse",
    "Export",
    "HourlyProduction",
    "Inventory",
    "Investment",
    "LeadTime",
    "OnTimeDelivery",
    "Other",
    "ProcessTime",
    "Production",
    "ProductionCapacity",
    "Productivity",
    "Quality",
    "Revenue",
    "Satisfaction",
    "SupportBudget",
    "SupportedCompanies",
    "Utilization",
]
INDICATOR: Final[dict[IndicatorCode, NamedNode]] = {
    "Accident": NamedNode("https://w3id.org/deungdae/code/indicator.Accident"),
    "Cost": NamedNode("https://w3id.org/deungdae/code/indicator.Cost"),
    "DailyProduction": NamedNode("https://w3id.org/deungdae/code/indicator.DailyProduction"),
    "DefectRate": NamedNode("https://w3id.org/deungdae/code/indicator.DefectRate"),
    "Downtime": NamedNode("https://w3id.org/deungdae/code/indicator.Downtime"),
    "Employment": NamedNode("https://w3id.org/deungdae/code/indicator.Employment"),
    "EnergyEfficiency": NamedNode("https://w3id.org/deungdae/code/indicator.EnergyEfficiency"),
    "EnergyUse": NamedNode("https://w3id.org/deungdae/code/indicator.EnergyUse"),
    "Export": NamedNode("https://w3id.org/deungdae/code/indicator.Export"),
    "HourlyProduction": NamedNode("https://w3id.org/deungdae/code/indicator.HourlyProduction"),
    "Inventory": NamedNode("https://w3id.org/deungdae/code/indicator.Inventory"),
    "Investment": NamedNode("https://w3id.org/deungdae/code/indicator.Investment"),
    "LeadTime": NamedNode("https://w3id.org/deungdae/code/indicator.LeadTime"),
    "OnTimeDelivery": NamedNode("https://w3id.org/deungdae/code/indicator.OnTimeDelivery"),
    "Other": NamedNode("https://w3id.org/deungdae/code/indicator.Other"),
    "ProcessTime": NamedNode("https://w3id.org/deungdae/code/indicator.ProcessTime"),
    "Production": NamedNode("https://w3id.org/deungdae/code/indicator.Production"),
    "ProductionCapacity": NamedNode("https://w3id.org/deungdae/code/indicator.ProductionCapacity"),
    "Productivity": NamedNode("https://w3id.org/deungdae/code/indicator.Productivity"),
    "Quality": NamedNode("https://w3id.org/deungdae/code/indicator.Quality"),
    "Revenue": NamedNode("https://w3id.org/deungdae/code/indicator.Revenue"),
    "Satisfaction": NamedNode("https://w3id.org/deungdae/code/indicator.Satisfaction"),
    "SupportBudget": NamedNode("https://w3id.org/deungdae/code/indicator.SupportBudget"),
    "SupportedCompanies": NamedNode("https://w3id.org/deungdae/code/indicator.SupportedCompanies"),
    "Utilization": NamedNode("https://w3id.org/deungdae/code/indicator.Utilization"),
}

KindCode = Literal[
    "Diagnosis",
    "DifficultyHearing",
    "FacilityInvestment",
    "Funding",
    "KnowHowTransfer",
    "Mentoring",
    "Other",
    "SiteVisit",
    "TaskDerivation",
    "TechnologySupport",
]
KIND: Final[dict[KindCode, NamedNode]] = {
    "Diagnosis": NamedNode("https://w3id.org/deungdae/code/kind.Diagnosis"),
    "DifficultyHearing": NamedNode("https://w3id.org/deungdae/code/kind.DifficultyHearing"),
    "FacilityInvestment": NamedNode("https://w3id.org/deungdae/code/kind.FacilityInvestment"),
    "Funding": NamedNode("https://w3id.org/deungdae/code/kind.Funding"),
    "KnowHowTransfer": NamedNode("https://w3id.org/deungdae/code/kind.KnowHowTransfer"),
    "Mentoring": NamedNode("https://w3id.org/deungdae/code/kind.Mentoring"),
    "Other": NamedNode("https://w3id.org/deungdae/code/kind.Other"),
    "SiteVisit": NamedNode("https://w3id.org/deungdae/code/kind.SiteVisit"),
    "TaskDerivation": NamedNode("https://w3id.org/deungdae/code/kind.TaskDerivation"),
    "TechnologySupport": NamedNode("https://w3id.org/deungdae/code/kind.TechnologySupport"),
}

ModeCode = Literal["hybrid", "offline", "online"]
MODE: Final[dict[ModeCode, NamedNode]] = {
    "hybrid": NamedNode("https://w3id.org/deungdae/code/mode.hybrid"),
    "offline": NamedNode("https://w3id.org/deungdae/code/mode.offline"),
    "online": NamedNode("https://w3id.org/deungdae/code/mode.online"),
}

ProductCode = Literal[
    "AutoPart",
    "Battery",
    "Cosmetics",
    "DiagnosticKit",
    "Display",
    "FaceMask",
    "Food",
    "HandSanitizer",
    "HomeAppliance",
    "MachinePart",
    "Mould",
    "ProtectiveClothing",
    "Semiconductor",
    "Steel",
    "Syringe",
]
PRODUCT: Final[dict[ProductCode, NamedNode]] = {
    "AutoPart": NamedNode("https://w3id.org/deungdae/code/product.AutoPart"),
    "Battery": NamedNode("https://w3id.org/deungdae/code/product.Battery"),
    "Cosmetics": NamedNode("https://w3id.org/deungdae/code/product.Cosmetics"),
    "DiagnosticKit": NamedNode("https://w3id.org/deungdae/code/product.DiagnosticKit"),
    "Display": NamedNode("https://w3id.org/deungdae/code/product.Display"),
    "FaceMask": NamedNode("https://w3id.org/deungdae/code/product.FaceMask"),
    "Food": NamedNode("https://w3id.org/deungdae/code/product.Food"),
    "HandSanitizer": NamedNode("https://w3id.org/deungdae/code/product.HandSanitizer"),
    "HomeAppliance": NamedNode("https://w3id.org/deungdae/code/product.HomeAppliance"),
    "MachinePart": NamedNode("https://w3id.org/deungdae/code/product.MachinePart"),
    "Mould": NamedNode("https://w3id.org/deungdae/code/product.Mould"),
    "ProtectiveClothing": NamedNode("https://w3id.org/deungdae/code/product.ProtectiveClothing"),
    "Semiconductor": NamedNode("https://w3id.org/deungdae/code/product.Semiconductor"),
    "Steel": NamedNode("https://w3id.org/deungdae/code/product.Steel"),
    "Syringe": NamedNode("https://w3id.org/deungdae/code/product.Syringe"),
}
PRODUCT_NAMES: Final[dict[str, ProductCode]] = {
    "2차전지": "Battery",
    "KF94 마스크": "FaceMask",
    "LDS 주사기": "Syringe",
    "auto parts": "AutoPart",
    "automotive part": "AutoPart",
    "batteries": "Battery",
    "battery": "Battery",
    "car parts": "AutoPart",
    "chips": "Semiconductor",
    "cosmetic": "Cosmetics",
    "cosmetics": "Cosmetics",
    "diagnostic kit": "DiagnosticKit",
    "diagnostic kits": "DiagnosticKit",
    "diagnostic test kit": "DiagnosticKit",
    "diagnostic test kits": "DiagnosticKit",
    "display": "Display",
    "displays": "Display",
    "face mask": "FaceMask",
    "face masks": "FaceMask",
    "food": "Food",
    "foods": "Food",
    "hand sanitiser": "HandSanitizer",
    "hand sanitizer": "HandSanitizer",
    "home appliance": "HomeAppliance",
    "home appliances": "HomeAppliance",
    "machine part": "MachinePart",
    "machine parts": "MachinePart",
    "mask": "FaceMask",
    "masks": "FaceMask",
    "mold": "Mould",
    "molds": "Mould",
    "mould": "Mould",
    "moulds": "Mould",
    "protective clothing": "ProtectiveClothing",
    "protective suits": "ProtectiveClothing",
    "semiconductor": "Semiconductor",
    "semiconductors": "Semiconductor",
    "steel": "Steel",
    "syringe": "Syringe",
    "syringes": "Syringe",
    "test kit": "DiagnosticKit",
    "test kits": "DiagnosticKit",
    "가공식품": "Food",
    "가전": "HomeAppliance",
    "가전제품": "HomeAppliance",
    "강판": "Steel",
    "금형": "Mould",
    "기계 부품": "MachinePart",
    "기계부품": "MachinePart",
    "디스플레이": "Display",
    "디스플레이 패널": "Display",
    "마스크": "FaceMask",
    "반도체": "Semiconductor",
    "반도체 부품": "Semiconductor",
    "방호복": "ProtectiveClothing",
    "방호복 세트": "ProtectiveClothing",
    "배터리": "Battery",
    "보건용 마스크": "FaceMask",
    "보호복": "ProtectiveClothing",
    "손 소독제": "HandSanitizer",
    "손소독제": "HandSanitizer",
    "식품": "Food",
    "음료": "Food",
    "이차전지": "Battery",
    "자동차 부품": "AutoPart",
    "자동차부품": "AutoPart",
    "정밀부품": "MachinePart",
    "주사기": "Syringe",
    "진단 키트": "DiagnosticKit",
    "진단시약": "DiagnosticKit",
    "진단키트": "DiagnosticKit",
    "차량 부품": "AutoPart",
    "철강": "Steel",
    "철강재": "Steel",
    "최소잔여형 주사기": "Syringe",
    "화장품": "Cosmetics",
}

SchemeCode = Literal["GlobalLighthouseNetwork", "KoreanClusterLighthouse"]
SCHEME: Final[dict[SchemeCode, NamedNode]] = {
    "GlobalLighthouseNetwork": NamedNode(
        "https://w3id.org/deungdae/code/scheme.GlobalLighthouseNetwork"
    ),
    "KoreanClusterLighthouse": NamedNode(
        "https://w3id.org/deungdae/code/scheme.KoreanClusterLighthouse"
    ),
}

SizeCode = Literal["large", "micro", "mid", "sme"]
SIZE: Final[dict[SizeCode, NamedNode]] = {
    "large": NamedNode("https://w3id.org/deungdae/code/size.large"),
    "micro": NamedNode("https://w3id.org/deungdae/code/size.micro"),
    "mid": NamedNode("https://w3id.org/deungdae/code/size.mid"),
    "sme": NamedNode("https://w3id.org/deungdae/code/size.sme"),
}

StatusCode = Literal["actual", "planned", "proposed", "target"]
STATUS: Final[dict[StatusCode, NamedNode]] = {
    "actual": NamedNode("https://w3id.org/deungdae/code/status.actual"),
    "planned": NamedNode("https://w3id.org/deungdae/code/status.planned"),
    "proposed": NamedNode("https://w3id.org/deungdae/code/status.proposed"),
    "target": NamedNode("https://w3id.org/deungdae/code/status.target"),
}

TopicCode = Literal[
    "AdvancedTechnology",
    "ArtificialIntelligence",
    "CarbonNeutrality",
    "DataSharing",
    "DigitalEconomy",
    "InclusiveGrowth",
    "LongTermStrategy",
    "Other",
    "Printing3D",
    "PublicPrivateCooperation",
    "ShortTermResponse",
    "SmartManufacturing",
    "SupplyChain",
    "WinWinSmartFactory",
]
TOPIC: Final[dict[TopicCode, NamedNode]] = {
    "AdvancedTechnology": NamedNode("https://w3id.org/deungdae/code/topic.AdvancedTechnology"),
    "ArtificialIntelligence": NamedNode(
        "https://w3id.org/deungdae/code/topic.ArtificialIntelligence"
    ),
    "CarbonNeutrality": NamedNode("https://w3id.org/deungdae/code/topic.CarbonNeutrality"),
    "DataSharing": NamedNode("https://w3id.org/deungdae/code/topic.DataSharing"),
    "DigitalEconomy": NamedNode("https://w3id.org/deungdae/code/topic.DigitalEconomy"),
    "InclusiveGrowth": NamedNode("https://w3id.org/deungdae/code/topic.InclusiveGrowth"),
    "LongTermStrategy": NamedNode("https://w3id.org/deungdae/code/topic.LongTermStrategy"),
    "Other": NamedNode("https://w3id.org/deungdae/code/topic.Other"),
    "Printing3D": NamedNode("https://w3id.org/deungdae/code/topic.Printing3D"),
    "PublicPrivateCooperation": NamedNode(
        "https://w3id.org/deungdae/code/topic.PublicPrivateCooperation"
    ),
    "ShortTermResponse": NamedNode("https://w3id.org/deungdae/code/topic.ShortTermResponse"),
    "SmartManufacturing": NamedNode("https://w3id.org/deungdae/code/topic.SmartManufacturing"),
    "SupplyChain": NamedNode("https://w3id.org/deungdae/code/topic.SupplyChain"),
    "WinWinSmartFactory": NamedNode("https://w3id.org/deungdae/code/topic.WinWinSmartFactory"),
}
TOPIC_NAMES: Final[dict[str, TopicCode]] = {
    "3D printing": "Printing3D",
    "3D 프린팅": "Printing3D",
    "3D프린팅": "Printing3D",
    "AI": "ArtificialIntelligence",
    "additive manufacturing": "Printing3D",
    "advanced manufacturing": "AdvancedTechnology",
    "advanced technologies": "AdvancedTechnology",
    "advanced technology": "AdvancedTechnology",
    "artificial intelligence": "ArtificialIntelligence",
    "carbon neutrality": "CarbonNeutrality",
    "data sharing": "DataSharing",
    "digital economy": "DigitalEconomy",
    "digital transformation": "DigitalEconomy",
    "inclusive growth": "InclusiveGrowth",
    "long-term strategy": "LongTermStrategy",
    "mid- and long-term strategy": "LongTermStrategy",
    "mid-term strategy": "LongTermStrategy",
    "net zero": "CarbonNeutrality",
    "other": "Other",
    "public-private cooperation": "PublicPrivateCooperation",
    "public-private partnership": "PublicPrivateCooperation",
    "short-term response": "ShortTermResponse",
    "short-term responses": "ShortTermResponse",
    "smart manufacturing": "SmartManufacturing",
    "supply chain": "SupplyChain",
    "supply chains": "SupplyChain",
    "win-win smart factories": "WinWinSmartFactory",
    "win-win smart factory": "WinWinSmartFactory",
    "공급망": "SupplyChain",
    "공급망 안정": "SupplyChain",
    "기타": "Other",
    "단기 대응": "ShortTermResponse",
    "단기적 대응": "ShortTermResponse",
    "데이터 공유": "DataSharing",
    "데이터공유": "DataSharing",
    "디지털 경제": "DigitalEconomy",
    "디지털 전환": "DigitalEconomy",
    "디지털경제": "DigitalEconomy",
    "민관 협력": "PublicPrivateCooperation",
    "민관협력": "PublicPrivateCooperation",
    "상생 모델": "WinWinSmartFactory",
    "상생형 스마트 공장": "WinWinSmartFactory",
    "상생형 스마트공장": "WinWinSmartFactory",
    "선진 기술": "AdvancedTechnology",
    "선진기술": "AdvancedTechnology",
    "선진기술 중요성": "AdvancedTechnology",
    "스마트 제조": "SmartManufacturing",
    "스마트제조": "SmartManufacturing",
    "인공지능": "ArtificialIntelligence",
    "적층제조": "Printing3D",
    "제조 AI": "ArtificialIntelligence",
    "제조혁신": "SmartManufacturing",
    "중·장기 전략": "LongTermStrategy",
    "중장기 전략": "LongTermStrategy",
    "첨단기술": "AdvancedTechnology",
    "탄소 중립": "CarbonNeutrality",
    "탄소중립": "CarbonNeutrality",
    "포용 성장": "InclusiveGrowth",
    "포용적 성장": "InclusiveGrowth",
}

UnitCode = Literal[
    "CNY",
    "EUR",
    "JPY",
    "KRW",
    "USD",
    "bottle",
    "box",
    "case",
    "company",
    "day",
    "device",
    "hour",
    "kilogram",
    "kilowatt-hour",
    "litre",
    "megawatt-hour",
    "metre",
    "minute",
    "month",
    "multiple",
    "other",
    "percent",
    "percentage-point",
    "person",
    "piece",
    "piece-per-day",
    "piece-per-hour",
    "piece-per-month",
    "piece-per-year",
    "ppm",
    "score",
    "second",
    "set",
    "sheet",
    "site",
    "square-metre",
    "task",
    "test",
    "time",
    "tonne",
    "tonne-of-co2",
    "week",
    "year",
]
UNIT: Final[dict[UnitCode, NamedNode]] = {
    "CNY": NamedNode("https://w3id.org/deungdae/code/unit.CNY"),
    "EUR": NamedNode("https://w3id.org/deungdae/code/unit.EUR"),
    "JPY": NamedNode("https://w3id.org/deungdae/code/unit.JPY"),
    "KRW": NamedNode("https://w3id.org/deungdae/code/unit.KRW"),
    "USD": NamedNode("https://w3id.org/deungdae/code/unit.USD"),
    "bottle": NamedNode("https://w3id.org/deungdae/code/unit.bottle"),
    "box": NamedNode("https://w3id.org/deungdae/code/unit.box"),
    "case": NamedNode("https://w3id.org/deungdae/code/unit.case"),
    "company": NamedNode("https://w3id.org/deungdae/code/unit.company"),
    "day": NamedNode("https://w3id.org/deungdae/code/unit.day"),
    "device": NamedNode("https://w3id.org/deungdae/code/unit.device"),
    "hour": NamedNode("https://w3id.org/deungdae/code/unit.hour"),
    "kilogram": NamedNode("https://w3id.org/deungdae/code/unit.kilogram"),
    "kilowatt-hour": NamedNode("https://w3id.org/deungdae/code/unit.kilowatt-hour"),
    "litre": NamedNode("https://w3id.org/deungdae/code/unit.litre"),
    "megawatt-hour": NamedNode("https://w3id.org/deungdae/code/unit.megawatt-hour"),
    "metre": NamedNode("https://w3id.org/deungdae/code/unit.metre"),
    "minute": NamedNode("https://w3id.org/deungdae/code/unit.minute"),
    "month": NamedNode("https://w3id.org/deungdae/code/unit.month"),
    "multiple": NamedNode("https://w3id.org/deungdae/code/unit.multiple"),
    "other": NamedNode("https://w3id.org/deungdae/code/unit.other"),
    "percent": NamedNode("https://w3id.org/deungdae/code/unit.percent"),
    "percentage-point": NamedNode("https://w3id.org/deungdae/code/unit.percentage-point"),
    "person": NamedNode("https://w3id.org/deungdae/code/unit.person"),
    "piece": NamedNode("https://w3id.org/deungdae/code/unit.piece"),
    "piece-per-day": NamedNode("https://w3id.org/deungdae/code/unit.piece-per-day"),
    "piece-per-hour": NamedNode("https://w3id.org/deungdae/code/unit.piece-per-hour"),
    "piece-per-month": NamedNode("https://w3id.org/deungdae/code/unit.piece-per-month"),
    "piece-per-year": NamedNode("https://w3id.org/deungdae/code/unit.piece-per-year"),
    "ppm": NamedNode("https://w3id.org/deungdae/code/unit.ppm"),
    "score": NamedNode("https://w3id.org/deungdae/code/unit.score"),
    "second": NamedNode("https://w3id.org/deungdae/code/unit.second"),
    "set": NamedNode("https://w3id.org/deungdae/code/unit.set"),
    "sheet": NamedNode("https://w3id.org/deungdae/code/unit.sheet"),
    "site": NamedNode("https://w3id.org/deungdae/code/unit.site"),
    "square-metre": NamedNode("https://w3id.org/deungdae/code/unit.square-metre"),
    "task": NamedNode("https://w3id.org/deungdae/code/unit.task"),
    "test": NamedNode("https://w3id.org/deungdae/code/unit.test"),
    "time": NamedNode("https://w3id.org/deungdae/code/unit.time"),
    "tonne": NamedNode("https://w3id.org/deungdae/code/unit.tonne"),
    "tonne-of-co2": NamedNode("https://w3id.org/deungdae/code/unit.tonne-of-co2"),
    "week": NamedNode("https://w3id.org/deungdae/code/unit.week"),
    "year": NamedNode("https://w3id.org/deungdae/code/unit.year"),
}
UNIT_NAMES: Final[dict[str, UnitCode]] = {
    "$": "USD",
    "%": "percent",
    "%p": "percentage-point",
    "%포인트": "percentage-point",
    "CNY": "CNY",
    "CN¥": "CNY",
    "Chinese yuan": "CNY",
    "EA": "piece",
    "EUR": "EUR",
    "JPY": "JPY",
    "Japanese yen": "JPY",
    "KRW": "KRW",
    "L": "litre",
    "MWh": "megawatt-hour",
    "PPM": "ppm",
    "SMEs": "company",
    "South Korean won": "KRW",
    "US dollar": "USD",
    "US$": "USD",
    "USD": "USD",
    "accidents": "case",
    "bottle": "bottle",
    "bottles": "bottle",
    "box": "box",
    "boxes": "box",
    "case": "case",
    "cases": "case",
    "companies": "company",
    "company": "company",
    "d": "day",
    "day": "day",
    "days": "day",
    "device": "device",
    "devices": "device",
    "dollar": "USD",
    "dollars": "USD",
    "ea": "piece",
    "employees": "person",
    "enterprises": "company",
    "euro": "EUR",
    "euros": "EUR",
    "factories": "site",
    "firms": "company",
    "fold": "multiple",
    "h": "hour",
    "hour": "hour",
    "hours": "hour",
    "incidents": "case",
    "jobs": "person",
    "kWh": "kilowatt-hour",
    "kg": "kilogram",
    "kilogram": "kilogram",
    "kilograms": "kilogram",
    "kilowatt hour": "kilowatt-hour",
    "kits": "set",
    "liter": "litre",
    "liters": "litre",
    "litre": "litre",
    "litres": "litre",
    "m": "metre",
    "machines": "device",
    "megawatt hour": "megawatt-hour",
    "meter": "metre",
    "meters": "metre",
    "metre": "metre",
    "metres": "metre",
    "min": "minute",
    "minute": "minute",
    "minutes": "minute",
    "mo": "month",
    "month": "month",
    "months": "month",
    "multiple": "multiple",
    "m²": "square-metre",
    "other": "other",
    "parts per million": "ppm",
    "people": "person",
    "per cent": "percent",
    "percent": "percent",
    "percentage point": "percentage-point",
    "percentage points": "percentage-point",
    "person": "person",
    "persons": "person",
    "piece": "piece",
    "pieces": "piece",
    "pieces a day": "piece-per-day",
    "pieces per day": "piece-per-day",
    "pieces per hour": "piece-per-hour",
    "pieces per month": "piece-per-month",
    "pieces per year": "piece-per-year",
    "plants": "site",
    "point": "score",
    "points": "percentage-point",
    "pp": "percentage-point",
    "ppm": "ppm",
    "s": "second",
    "score": "score",
    "sec": "second",
    "second": "second",
    "seconds": "second",
    "set": "set",
    "sets": "set",
    "sheet": "sheet",
    "sheets": "sheet",
    "site": "site",
    "sites": "site",
    "square meters": "square-metre",
    "square metre": "square-metre",
    "square metres": "square-metre",
    "suppliers": "company",
    "t": "tonne",
    "t-CO2": "tonne-of-co2",
    "tCO2": "tonne-of-co2",
    "tCO2eq": "tonne-of-co2",
    "tCO₂": "tonne-of-co2",
    "task": "task",
    "tasks": "task",
    "test": "test",
    "tests": "test",
    "time": "time",
    "times": "time",
    "times as many": "multiple",
    "ton": "tonne",
    "tonne": "tonne",
    "tonne of carbon dioxide": "tonne-of-co2",
    "tonnes": "tonne",
    "tons": "tonne",
    "unit": "piece",
    "units": "piece",
    "vehicles": "device",
    "week": "week",
    "weeks": "week",
    "wk": "week",
    "won": "KRW",
    "workers": "person",
    "year": "year",
    "years": "year",
    "yen": "JPY",
    "yr": "year",
    "yuan": "CNY",
    "¥": "JPY",
    "₩": "KRW",
    "€": "EUR",
    "ℓ": "litre",
    "㎏": "kilogram",
    "㎡": "square-metre",
    "㎾h": "kilowatt-hour",
    "개": "piece",
    "개 공장": "site",
    "개 과제": "task",
    "개 기업": "company",
    "개 업체": "company",
    "개/h": "piece-per-hour",
    "개/년": "piece-per-year",
    "개/시간": "piece-per-hour",
    "개/월": "piece-per-month",
    "개/일": "piece-per-day",
    "개년": "year",
    "개사": "company",
    "개소": "site",
    "개월": "month",
    "건": "case",
    "곱절": "multiple",
    "곳": "company",
    "공장": "site",
    "과제": "task",
    "기": "device",
    "기타": "other",
    "날": "day",
    "낱개": "piece",
    "년": "year",
    "달": "month",
    "달러": "USD",
    "대": "device",
    "리터": "litre",
    "매": "sheet",
    "메가와트시": "megawatt-hour",
    "명": "person",
    "미국 달러": "USD",
    "미터": "metre",
    "박스": "box",
    "배": "multiple",
    "번": "time",
    "벌": "set",
    "병": "bottle",
    "분": "minute",
    "불": "USD",
    "사": "company",
    "사람": "person",
    "상자": "box",
    "세트": "set",
    "시간": "hour",
    "업체": "company",
    "엔": "JPY",
    "엔화": "JPY",
    "여명": "person",
    "원": "KRW",
    "월": "month",
    "위안": "CNY",
    "위안화": "CNY",
    "유로": "EUR",
    "이산화탄소톤": "tonne-of-co2",
    "인": "person",
    "인분": "test",
    "일": "day",
    "일 개": "piece-per-day",
    "장": "sheet",
    "점": "score",
    "점수": "score",
    "제곱미터": "square-metre",
    "주": "week",
    "주일": "week",
    "차례": "time",
    "초": "second",
    "키트": "set",
    "킬로": "kilogram",
    "킬로그램": "kilogram",
    "킬로와트시": "kilowatt-hour",
    "탄소톤": "tonne-of-co2",
    "테스트": "test",
    "톤": "tonne",
    "퍼센트": "percent",
    "퍼센트포인트": "percentage-point",
    "포인트": "percentage-point",
    "프로": "percent",
    "피피엠": "ppm",
    "해": "year",
    "회": "time",
    "회분": "test",
}


class ADMS:
    """Terms of <http://www.w3.org/ns/adms#> that we write."""

    identifier: Final = NamedNode("http://www.w3.org/ns/adms#identifier")


class DCAT:
    """Terms of <http://www.w3.org/ns/dcat#> that we write."""

    Dataset: Final = NamedNode("http://www.w3.org/ns/dcat#Dataset")
    Distribution: Final = NamedNode("http://www.w3.org/ns/dcat#Distribution")


class DCT:
    """Terms of <http://purl.org/dc/terms/> that we write."""

    creator: Final = NamedNode("http://purl.org/dc/terms/creator")
    description: Final = NamedNode("http://purl.org/dc/terms/description")
    identifier: Final = NamedNode("http://purl.org/dc/terms/identifier")
    isPartOf: Final = NamedNode("http://purl.org/dc/terms/isPartOf")
    isReplacedBy: Final = NamedNode("http://purl.org/dc/terms/isReplacedBy")
    issued: Final = NamedNode("http://purl.org/dc/terms/issued")
    language: Final = NamedNode("http://purl.org/dc/terms/language")
    license: Final = NamedNode("http://purl.org/dc/terms/license")
    publisher: Final = NamedNode("http://purl.org/dc/terms/publisher")
    source: Final = NamedNode("http://purl.org/dc/terms/source")
    title: Final = NamedNode("http://purl.org/dc/terms/title")
    type: Final = NamedNode("http://purl.org/dc/terms/type")


class FOAF:
    """Terms of <http://xmlns.com/foaf/0.1/> that we write."""

    homepage: Final = NamedNode("http://xmlns.com/foaf/0.1/homepage")
    mbox: Final = NamedNode("http://xmlns.com/foaf/0.1/mbox")
    member: Final = NamedNode("http://xmlns.com/foaf/0.1/member")


class OA:
    """Terms of <http://www.w3.org/ns/oa#> that we write."""

    SpecificResource: Final = NamedNode("http://www.w3.org/ns/oa#SpecificResource")
    TextPositionSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextPositionSelector")
    TextQuoteSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextQuoteSelector")
    end: Final = NamedNode("http://www.w3.org/ns/oa#end")
    exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
    hasSelector: Final = NamedNode("http://www.w3.org/ns/oa#hasSelector")
    hasSource: Final = NamedNode("http://www.w3.org/ns/oa#hasSource")
    prefix: Final = NamedNode("http://www.w3.org/ns/oa#prefix")
    start: Final = NamedNode("http://www.w3.org/ns/oa#start")
    suffix: Final = NamedNode("http://www.w3.org/ns/oa#suffix")


class ORG:
    """Terms of <http://www.w3.org/ns/org#> that we write."""

    Membership: Final = NamedNode("http://www.w3.org/ns/org#Membership")
    Post: Final = NamedNode("http://www.w3.org/ns/org#Post")
    holds: Final = NamedNode("http://www.w3.org/ns/org#holds")
    member: Final = NamedNode("http://www.w3.org/ns/org#member")
    organization: Final = NamedNode("http://www.w3.org/ns/org#organization")
    postIn: Final = NamedNode("http://www.w3.org/ns/org#postIn")
    role: Final = NamedNode("http://www.w3.org/ns/org#role")
    subOrganizationOf: Final = NamedNode("http://www.w3.org/ns/org#subOrganizationOf")


class OWL:
    """Terms of <http://www.w3.org/2002/07/owl#> that we write."""

    deprecated: Final = NamedNode("http://www.w3.org/2002/07/owl#deprecated")
    differentFrom: Final = NamedNode("http://www.w3.org/2002/07/owl#differentFrom")
    sameAs: Final = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    versionInfo: Final = NamedNode("http://www.w3.org/2002/07/owl#versionInfo")


class PROV:
    """Terms of <http://www.w3.org/ns/prov#> that we write."""

    hadPrimarySource: Final = NamedNode("http://www.w3.org/ns/prov#hadPrimarySource")
    wasAssociatedWith: Final = NamedNode("http://www.w3.org/ns/prov#wasAssociatedWith")
    wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
    wasGeneratedBy: Final = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")


class RDF:
    """Terms of <http://www.w3.org/1999/02/22-rdf-syntax-ns#> that we write."""

    object: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#object")
    predicate: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
    subject: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject")
    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class RDFS:
    """Terms of <http://www.w3.org/2000/01/rdf-schema#> that we write."""

    comment: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    isDefinedBy: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#isDefinedBy")
    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    seeAlso: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")


class SCHEMA:
    """Terms of <https://schema.org/> that we write."""

    NewsArticle: Final = NamedNode("https://schema.org/NewsArticle")
    genre: Final = NamedNode("https://schema.org/genre")
    softwareVersion: Final = NamedNode("https://schema.org/softwareVersion")


class SKOS:
    """Terms of <http://www.w3.org/2004/02/skos/core#> that we write."""

    Concept: Final = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    ConceptScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#ConceptScheme")
    altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    broader: Final = NamedNode("http://www.w3.org/2004/02/skos/core#broader")
    closeMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#closeMatch")
    definition: Final = NamedNode("http://www.w3.org/2004/02/skos/core#definition")
    exactMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
    inScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
    notation: Final = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    prefLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


class TIME:
    """Terms of <http://www.w3.org/2006/time#> that we write."""

    Instant: Final = NamedNode("http://www.w3.org/2006/time#Instant")
    ProperInterval: Final = NamedNode("http://www.w3.org/2006/time#ProperInterval")
    day: Final = NamedNode("http://www.w3.org/2006/time#day")
    hasBeginning: Final = NamedNode("http://www.w3.org/2006/time#hasBeginning")
    hasEnd: Final = NamedNode("http://www.w3.org/2006/time#hasEnd")
    inXSDDate: Final = NamedNode("http://www.w3.org/2006/time#inXSDDate")
    inXSDgYear: Final = NamedNode("http://www.w3.org/2006/time#inXSDgYear")
    inXSDgYearMonth: Final = NamedNode("http://www.w3.org/2006/time#inXSDgYearMonth")


class VOID:
    """Terms of <http://rdfs.org/ns/void#> that we write."""

    Dataset: Final = NamedNode("http://rdfs.org/ns/void#Dataset")


class XSD:
    """Terms of <http://www.w3.org/2001/XMLSchema#> that we write."""

    anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    boolean: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
    date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    dateTime: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    double: Final = NamedNode("http://www.w3.org/2001/XMLSchema#double")
    duration: Final = NamedNode("http://www.w3.org/2001/XMLSchema#duration")
    gDay: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gDay")
    gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    nonNegativeInteger: Final = NamedNode("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
    string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")
