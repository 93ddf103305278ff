export namespace app {
	
	export interface AboutView {
	    data: string;
	    downloads: string;
	    version: string;
	}
	export interface ActionView {
	    id: string;
	    label: string;
	    key: string;
	}
	export interface SameView {
	    id: string;
	    text: string;
	    by: string;
	    asked: string;
	    answer: string;
	}
	export interface AskedView {
	    id: string;
	    text: string;
	    by: string;
	    where: string;
	    asked: string;
	    due: string;
	    answered: string;
	    answer: string;
	    same: SameView[];
	}
	export interface AnswersView {
	    rows: AskedView[];
	    open: number;
	    more: number;
	}
	
	export interface AttendeeView {
	    name: string;
	    email: string;
	    role: string;
	    optional: boolean;
	}
	export interface CadenceForm {
	    severity: number;
	    mode: string;
	    gaps: number[];
	    then: number;
	    after: number;
	    later: number;
	    watching: number;
	    clock: string[];
	    words: string;
	}
	export interface AudienceForm {
	    id: string;
	    name: string;
	    channel: string;
	    external: boolean;
	    passesOn: boolean;
	    quietFrom: string;
	    quietTo: string;
	    cadence: CadenceForm[];
	    changed: boolean;
	    own: boolean;
	}
	export interface NewEntryView {
	    id: string;
	    occurred: string;
	    kind: string;
	    text: string;
	}
	export interface SentView {
	    entry: string;
	    at: string;
	    state: string;
	    text: string;
	    next: string;
	}
	export interface SpanView {
	    start: number;
	    end: number;
	}
	export interface ParagraphView {
	    start: number;
	    end: number;
	    edited: boolean;
	    stale: boolean;
	    fresh: string;
	}
	export interface FixView {
	    label: string;
	    start: number;
	    end: number;
	    text: string;
	}
	export interface FindingView {
	    rule: string;
	    severity: 'E' | 'W';
	    start: number;
	    end: number;
	    reason: string;
	    fix?: FixView;
	}
	export interface DraftView {
	    text: string;
	    state: string;
	    next: string;
	    nextWhy: string;
	    edited: boolean;
	    factsMove: boolean;
	    fresh: string;
	    findings: FindingView[];
	    base: string;
	    paragraphs: ParagraphView[];
	    changes: SpanView[];
	    added: number;
	    removed: number;
	    occasion: string;
	    stateFits: string;
	    problem: string;
	}
	export interface DueView {
	    audience: string;
	    name: string;
	    at: string;
	    promised: boolean;
	    first: boolean;
	    external: boolean;
	    why: string;
	}
	export interface AudienceView {
	    id: string;
	    name: string;
	    external: boolean;
	    paused: boolean;
	    due?: DueView;
	    draft: DraftView;
	    sent: SentView[];
	    new: number;
	    newEntries: NewEntryView[];
	}
	export interface ModeView {
	    mode: string;
	    label: string;
	    help: string;
	    gaps: boolean;
	    clock: boolean;
	}
	export interface AudiencesView {
	    audiences: AudienceForm[];
	    missing: AudienceForm[];
	    modes: ModeView[];
	    problem: string;
	}
	
	export interface NextPromiseView {
	    audience: string;
	    at: string;
	}
	export interface SimilarRow {
	    id: string;
	    number: string;
	    title: string;
	    severity: number;
	    phase: string;
	    began: string;
	    declared: string;
	    settled: string;
	    lead: string;
	    promise?: NextPromiseView;
	    openNeeds: number;
	    words: string[];
	}
	export interface DeclarePreview {
	    title: string;
	    severity: number;
	    severitySaid: boolean;
	    began: string;
	    beganSaid: boolean;
	    similar: SimilarRow[];
	}
	
	
	export interface EarlierView {
	    text: string;
	    occurred: string;
	    until: string;
	}
	export interface EntryView {
	    id: string;
	    occurred: string;
	    recorded: string;
	    author: string;
	    kind: string;
	    text: string;
	    words: string;
	    size: number;
	    clipped: boolean;
	    opaque: boolean;
	    redacted: boolean;
	    undone: boolean;
	    backdated: boolean;
	    earlier: EarlierView[];
	}
	export interface EntryPage {
	    entries: EntryView[];
	    more: boolean;
	    total: number;
	}
	
	export interface FactView {
	    name: string;
	    label: string;
	    text: string;
	    sources: string[];
	    edited: boolean;
	    known: boolean;
	}
	
	
	export interface FormatsView {
	    plain: string;
	    markdown: string;
	    slack: string;
	    html: string;
	}
	export interface Segment {
	    text: string;
	    hit: boolean;
	}
	export interface HitView {
	    incident: string;
	    number: string;
	    title: string;
	    entry: string;
	    kind: string;
	    occurred: string;
	    snippet: Segment[];
	}
	export interface HolderView {
	    role: string;
	    person: string;
	}
	export interface IncidentRow {
	    id: string;
	    number: string;
	    title: string;
	    severity: number;
	    phase: string;
	    began: string;
	    declared: string;
	    settled: string;
	    lead: string;
	    promise?: NextPromiseView;
	    openNeeds: number;
	}
	export interface HomeView {
	    me: string;
	    open: IncidentRow[];
	    recent: IncidentRow[];
	}
	export interface HypothesisView {
	    id: string;
	    text: string;
	    verdict: string;
	    opened: string;
	    why: string;
	}
	
	export interface InterruptionView {
	    id: string;
	    person: string;
	    text: string;
	    minutes: number;
	    occurred: string;
	    deflected: boolean;
	}
	export interface LengthView {
	    channel: string;
	    count: number;
	    limit: number;
	    unit: string;
	    parts: number;
	    note: string;
	}
	export interface LineView {
	    kind: string;
	    occurred: string;
	    person: string;
	    where: string;
	    minutes: number;
	    future: boolean;
	    dayBack: boolean;
	    error: string;
	}
	
	export interface NeedView {
	    id: string;
	    text: string;
	    kind: string;
	    for: string;
	    owner: string;
	    asked: string;
	}
	
	
	export interface NextView {
	    incident: string;
	    at: string;
	    label: string;
	}
	export interface NudgeAnswer {
	    open: '' | 'room' | 'updates' | 'sync';
	    incident: string;
	    audience: string;
	    subject: string;
	    focus: '' | 'nothing' | 'next' | 'decline' | 'hold';
	    copy: string;
	}
	export interface RuleView {
	    id: string;
	    name: string;
	    when: string;
	    says: string;
	    on: boolean;
	    minutes: number;
	    playbook: number;
	    least: number;
	    most: number;
	    dismissed: number;
	    offer: boolean;
	}
	export interface NudgeRulesView {
	    rules: RuleView[];
	    private: boolean;
	    sound: boolean;
	    quietFrom: string;
	    quietTo: string;
	}
	export interface NudgeView {
	    key: string;
	    rule: string;
	    incident: string;
	    title: string;
	    body: string;
	    due: string;
	    public: boolean;
	    quiet: boolean;
	    audience: string;
	    subject: string;
	    actions: ActionView[];
	}
	export interface NudgesView {
	    due: NudgeView[];
	    next?: NextView;
	    onBridge: boolean;
	    problem: string;
	    unwanted: string[];
	}
	export interface OccurrenceView {
	    date: string;
	    start: string;
	    minutes: number;
	    wall: string;
	    zone: string;
	    moved: boolean;
	}
	export interface OutcomeView {
	    outcome: 'acted' | 'snoozed' | 'dismissed' | 'overtaken';
	    action: string;
	    at: string;
	    until: string;
	}
	export interface OutgoingView {
	    subject: string;
	    to: string;
	    mailto: string;
	    length?: LengthView;
	}
	
	export interface PastPromiseView {
	    at: string;
	    made: string;
	    entry: string;
	    end: 'kept' | 'late' | 'missed' | 'moved' | 'released';
	    ended: string;
	    seconds: number;
	}
	export interface PersonView {
	    name: string;
	    email: string;
	}
	export interface PreviewView {
	    text: string;
	    state: string;
	    findings: FindingView[];
	}
	export interface StandingView {
	    at: string;
	    made: string;
	    entry: string;
	}
	export interface PromiseRecordView {
	    audience: string;
	    name: string;
	    summary: string;
	    open?: StandingView;
	    past: PastPromiseView[];
	}
	export interface QuestionView {
	    id: string;
	    text: string;
	    by: string;
	    where: string;
	    asked: string;
	}
	export interface RedactAnswer {
	    left: string[];
	}
	export interface RequestView {
	    id: string;
	    text: string;
	    minutes: number;
	    people: number;
	    price: string;
	    asked: string;
	    outcome: string;
	    because: string;
	}
	export interface TaskView {
	    id: string;
	    person: string;
	    text: string;
	    assigned: string;
	    until: string;
	    minutes: number;
	}
	export interface WorkstreamView {
	    name: string;
	    text: string;
	    heard: string;
	    nothing: boolean;
	}
	export interface RoomView {
	    id: string;
	    number: string;
	    seq: number;
	    title: string;
	    severity: number;
	    phase: string;
	    zone: string;
	    began: string;
	    declared: string;
	    settled: string;
	    holders: HolderView[];
	    responders: string[];
	    promises: DueView[];
	    workstreams: WorkstreamView[];
	    tasks: TaskView[];
	    needs: NeedView[];
	    hypotheses: HypothesisView[];
	    questions: QuestionView[];
	    interruptions: InterruptionView[];
	    sync?: OccurrenceView;
	    requests: RequestView[];
	    log: EntryPage;
	}
	
	export interface SaidView {
	    key: string;
	    at: string;
	    title: string;
	    body: string;
	}
	
	export interface SavedFile {
	    name: string;
	    path: string;
	}
	
	
	export interface SeriesView {
	    date: string;
	    wall: string;
	    zone: string;
	    minutes: number;
	    link: string;
	    sequence: number;
	    people: AttendeeView[];
	    agenda: string[];
	    endsOn: string;
	    cancelled: boolean;
	    description: string;
	    days: OccurrenceView[];
	    skipped: string[];
	}
	export interface SetAnswer {
	    request: string;
	}
	export interface ShieldView {
	    audience: string;
	    name: string;
	    text: string;
	}
	
	
	export interface SpokenView {
	    key: string;
	    rule: string;
	    title: string;
	    body: string;
	    due: string;
	    shown: string;
	    showings: number;
	    outcomes: OutcomeView[];
	}
	
	export interface StartupView {
	    ok: boolean;
	    title: string;
	    message: string;
	    path: string;
	    advice: string;
	    canSetAside: boolean;
	}
	export interface SuggestionView {
	    kind: 'answer' | 'fact' | 'update';
	    text: string;
	    source: string;
	    label: string;
	    at: string;
	}
	export interface SyncInput {
	    date: string;
	    wall: string;
	    zone: string;
	    minutes: number;
	    link: string;
	    people: string[];
	}
	export interface SyncView {
	    id: string;
	    number: string;
	    title: string;
	    sync?: SeriesView;
	    plan: SyncInput;
	    invited: AttendeeView[];
	    requests: RequestView[];
	    people: PersonView[];
	}
	
	export interface TemplateFieldView {
	    name: string;
	    kind: string;
	    meaning: string;
	}
	export interface TemplateView {
	    audience: string;
	    audienceName: string;
	    occasion: string;
	    label: string;
	    help: string;
	    text: string;
	    default: string;
	    changed: boolean;
	    problem: string;
	}
	export interface TemplatesView {
	    templates: TemplateView[];
	    fields: TemplateFieldView[];
	    problem: string;
	}
	export interface UpdatesView {
	    id: string;
	    number: string;
	    title: string;
	    severity: number;
	    phase: string;
	    zone: string;
	    seq: number;
	    facts: FactView[];
	    cleared: boolean;
	    audiences: AudienceView[];
	}
	export interface WordingView {
	    codenames: string[];
	    hosts: string[];
	    customers: string[];
	    vendors: string[];
	}

}

