"""Generated from `ontology/`: names of terms and codes. Do not edit."""

from __future__ import annotations

from typing import Final, Literal

from pyoxigraph import NamedNode

DD: Final = "https://w3id.org/deungdae/ont#"
CODE: Final = "https://w3id.org/deungdae/code/"

Actor: Final = NamedNode("https://w3id.org/deungdae/ont#Actor")
ActorGroup: Final = NamedNode("https://w3id.org/deungdae/ont#ActorGroup")
Assertion: Final = NamedNode("https://w3id.org/deungdae/ont#Assertion")
ChangeMeasurement: Final = NamedNode("https://w3id.org/deungdae/ont#ChangeMeasurement")
Circumstance: Final = NamedNode("https://w3id.org/deungdae/ont#Circumstance")
Claim: Final = NamedNode("https://w3id.org/deungdae/ont#Claim")
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
attendanceMode: Final = NamedNode("https://w3id.org/deungdae/ont#attendanceMode")
attendee: Final = NamedNode("https://w3id.org/deungdae/ont#attendee")
attributedTo: Final = NamedNode("https://w3id.org/deungdae/ont#attributedTo")
baseline: Final = NamedNode("https://w3id.org/deungdae/ont#baseline")
businessRegistrationNumber: Final = NamedNode(
    "https://w3id.org/deungdae/ont#businessRegistrationNumber"
)
clusterMember: Final = NamedNode("https://w3id.org/deungdae/ont#clusterMember")
coFunder: Final = NamedNode("https://w3id.org/deungdae/ont#coFunder")
confidence: Final = NamedNode("https://w3id.org/deungdae/ont#confidence")
corporateRegistrationNumber: Final = NamedNode(
    "https://w3id.org/deungdae/ont#corporateRegistrationNumber"
)
dartCode: Final = NamedNode("https://w3id.org/deungdae/ont#dartCode")
designationScheme: Final = NamedNode("https://w3id.org/deungdae/ont#designationScheme")
designator: Final = NamedNode("https://w3id.org/deungdae/ont#designator")
designee: Final = NamedNode("https://w3id.org/deungdae/ont#designee")
duplicateOf: Final = NamedNode("https://w3id.org/deungdae/ont#duplicateOf")
evidence: Final = NamedNode("https://w3id.org/deungdae/ont#evidence")
followUp: Final = NamedNode("https://w3id.org/deungdae/ont#followUp")
hasPart: Final = NamedNode("https://w3id.org/deungdae/ont#hasPart")
heard: Final = NamedNode("https://w3id.org/deungdae/ont#heard")
indicator: Final = NamedNode("https://w3id.org/deungdae/ont#indicator")
industry: Final = NamedNode("https://w3id.org/deungdae/ont#industry")
leiCode: Final = NamedNode("https://w3id.org/deungdae/ont#leiCode")
madeAt: Final = NamedNode("https://w3id.org/deungdae/ont#madeAt")
memberCount: Final = NamedNode("https://w3id.org/deungdae/ont#memberCount")
mentions: Final = NamedNode("https://w3id.org/deungdae/ont#mentions")
mentorAffiliation: Final = NamedNode("https://w3id.org/deungdae/ont#mentorAffiliation")
motivatedBy: Final = NamedNode("https://w3id.org/deungdae/ont#motivatedBy")
numericValue: Final = NamedNode("https://w3id.org/deungdae/ont#numericValue")
operator: Final = NamedNode("https://w3id.org/deungdae/ont#operator")
organizer: Final = NamedNode("https://w3id.org/deungdae/ont#organizer")
participant: Final = NamedNode("https://w3id.org/deungdae/ont#participant")
partnerOf: Final = NamedNode("https://w3id.org/deungdae/ont#partnerOf")
perPeriod: Final = NamedNode("https://w3id.org/deungdae/ont#perPeriod")
product: Final = NamedNode("https://w3id.org/deungdae/ont#product")
proposes: Final = NamedNode("https://w3id.org/deungdae/ont#proposes")
purpose: Final = NamedNode("https://w3id.org/deungdae/ont#purpose")
quoteText: Final = NamedNode("https://w3id.org/deungdae/ont#quoteText")
recipient: Final = NamedNode("https://w3id.org/deungdae/ont#recipient")
reportedChangePercent: Final = NamedNode("https://w3id.org/deungdae/ont#reportedChangePercent")
reportsTo: Final = NamedNode("https://w3id.org/deungdae/ont#reportsTo")
representing: Final = NamedNode("https://w3id.org/deungdae/ont#representing")
shortName: Final = NamedNode("https://w3id.org/deungdae/ont#shortName")
sizeClass: Final = NamedNode("https://w3id.org/deungdae/ont#sizeClass")
speaker: Final = NamedNode("https://w3id.org/deungdae/ont#speaker")
status: Final = NamedNode("https://w3id.org/deungdae/ont#status")
subject: Final = NamedNode("https://w3id.org/deungdae/ont#subject")
supportKind: Final = NamedNode("https://w3id.org/deungdae/ont#supportKind")
supporter: Final = NamedNode("https://w3id.org/deungdae/ont#supporter")
taskFor: Final = NamedNode("https://w3id.org/deungdae/ont#taskFor")
timeBasis: Final = NamedNode("https://w3id.org/deungdae/ont#timeBasis")
timeText: Final = NamedNode("https://w3id.org/deungdae/ont#timeText")
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
ProductCode = Literal["DiagnosticKit", "FaceMask"]
PRODUCT: Final[dict[ProductCode, NamedNode]] = {
    "DiagnosticKit": NamedNode("https://w3id.org/deungdae/code/product.DiagnosticKit"),
    "FaceMask": NamedNode("https://w3id.org/deungdae/code/product.FaceMask"),
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
    "DataSharing",
    "InclusiveGrowth",
    "Printing3D",
    "PublicPrivateCooperation",
    "WinWinSmartFactory",
]
TOPIC: Final[dict[TopicCode, NamedNode]] = {
    "AdvancedTechnology": NamedNode("https://w3id.org/deungdae/code/topic.AdvancedTechnology"),
    "DataSharing": NamedNode("https://w3id.org/deungdae/code/topic.DataSharing"),
    "InclusiveGrowth": NamedNode("https://w3id.org/deungdae/code/topic.InclusiveGrowth"),
    "Printing3D": NamedNode("https://w3id.org/deungdae/code/topic.Printing3D"),
    "PublicPrivateCooperation": NamedNode(
        "https://w3id.org/deungdae/code/topic.PublicPrivateCooperation"
    ),
    "WinWinSmartFactory": NamedNode("https://w3id.org/deungdae/code/topic.WinWinSmartFactory"),
}
UnitCode = Literal["piece-per-day"]
UNIT: Final[dict[UnitCode, NamedNode]] = {
    "piece-per-day": NamedNode("https://w3id.org/deungdae/code/unit.piece-per-day"),
}
