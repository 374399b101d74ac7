/* Generated from the concepts' protocol.py by 'make protocol'. Do not edit. */

export interface Protocol {
  commands: Commands;
  events: Events;
  entities: Entities;
  signals: Signals;
  frames: Frames;
}
export interface Commands {
  "session.open": OpenSession;
  "session.suspend": SuspendSession;
  "session.adjourn": AdjournSession;
  "session.resume": ResumeSession;
  "session.close": CloseSession;
  "session.set_access": SetAccess;
  "parties.change_roles": ChangeRoles;
  "parties.add": AddParty;
  "parties.set_most_members": SetMaxMembers;
  "parties.remove_member": RemoveMember;
  "programme.add_session": AddSession;
  "programme.change_session": ChangeSession;
  "programme.set_agenda": SetAgenda;
  "programme.set_preset": SetPreset;
  "programme.set_speaking_times": SetSpeakingTimes;
  "programme.cancel_session": CancelSession;
  "programme.restore_session": RestoreSession;
  "programme.copy_session": CopySession;
  "programme.remove_session": RemoveSession;
  "programme.add_room": AddRoom;
  "programme.change_room": ChangeRoom;
  "programme.remove_room": RemoveRoom;
  "programme.add_theme": AddTheme;
  "programme.change_theme": ChangeTheme;
  "programme.remove_theme": RemoveTheme;
  "programme.add_day": AddDay;
  "programme.remove_day": RemoveDay;
  "programme.change_conference": ChangeConference;
  "programme.archive": ArchiveConference;
  "programme.unarchive": UnarchiveConference;
  "programme.copy_conference": CopyConference;
  "parties.change": ChangeParty;
  "parties.remove": RemoveParty;
  "people.change": ChangePerson;
  "invitations.add_people": AddPeople;
  "invitations.send": SendInvitations;
  "invitations.write_letter": WriteLetter;
  "invitations.send_test": SendTestLetter;
  "invitations.revoke": RevokeInvitation;
  "session_roles.give": GiveSessionRole;
  "session_roles.take": TakeSessionRole;
  "registration.set": SetRegistration;
  "registration.approve": ApproveRegistration;
  "registration.decline": DeclineRegistration;
  "press.add_journalist": AddJournalist;
  "presence.check_in": CheckInParticipant;
  "presence.check_out": CheckOutParticipant;
  "floor.open_list": OpenList;
  "floor.close_list": CloseList;
  "floor.inscribe": Inscribe;
  "floor.withdraw": Withdraw;
  "floor.restore": Restore;
  "floor.change_speaker": ChangeSpeaker;
  "floor.set_language": SetLanguage;
  "floor.move": Move;
  "floor.grant": Grant;
  "floor.end": End;
  "floor.finish": Finish;
  "floor.revoke": Revoke;
  "floor.extend": Extend;
  "floor.suspend_turn": SuspendTurn;
  "floor.resume_turn": ResumeTurn;
  "floor.turn_to_replies": TurnToReplies;
  "floor.inscribe_many": InscribeMany;
  "floor.seat": SeatParticipant;
  "floor.unseat": UnseatParticipant;
  "floor.wait": Wait;
  "floor.play_video_statement": PlayVideoStatement;
  "floor.read_out": ReadOut;
  "floor.return_to_list": ReturnToList;
  "floor.call_later": CallLater;
  "floor.start_playback": StartPlayback;
  "floor.name_reader": NameReader;
  "floor.confirm_in_hall": Confirm;
  "floor.unconfirm_in_hall": TakeBackConfirmation;
  "floor.hand_over": HandOver;
  "sound.play_at": PlayAt;
  "floor.recognise": Recognise;
  "floor.rule": Rule;
  "floor.rule_out_of_order": RuleOutOfOrder;
  "floor.speak_on_motion": SpeakOnMotion;
  "floor.hear_on_motion": HearOnMotion;
  "floor.withdraw_motion": WithdrawMotion;
  "floor.raise_appeal": RaiseAppeal;
  "floor.withdraw_appeal": WithdrawAppeal;
  "floor.appeal": Appeal;
  "floor.put_to_vote": PutToVote;
  "vote.put_proposal": PutProposal;
  "vote.put_question": PutQuestion;
  "vote.close": CloseVote;
  "vote.drop": DropVote;
  "vote.take_explanations": TakeExplanations;
  "vote.cast": CastVote;
  "vote.object": ObjectToDecision;
  "vote.correct": CorrectVote;
  "proposal.add": AddProposal;
  "proposal.change": ChangeProposal;
  "proposal.withdraw": WithdrawProposal;
  "floor.propose_swap": ProposeSwap;
  "floor.answer_swap": AnswerSwap;
  "floor.cancel_swap": CancelSwap;
  "floor.name_item": NameItem;
  "floor.take_up_item": TakeUpItem;
  "floor.carry_over": CarryOver;
  "floor.set_limits": SetLimits;
  "floor.apply_preset": ApplyPreset;
  "floor.set_budget": SetBudget;
  "floor.order": OrderList;
  "floor.undo_order": UndoOrder;
  "written.submit": SubmitStatement;
  "written.withdraw": WithdrawStatement;
  "check.submit": SubmitCheck;
  "rollcall.open": OpenRollCall;
  "rollcall.answer": AnswerRollCall;
  "rollcall.close": CloseRollCall;
  "decision.record": RecordDecision;
  "documents.add": AddDocument;
  "documents.change": ChangeDocument;
  "documents.move": MoveDocument;
  "documents.remove": RemoveDocument;
  "documents.restore": RestoreDocument;
  "documents.release": ReleaseDocument;
  "documents.remove_file": RemoveFile;
  "documents.restore_file": RestoreFile;
  "outcome.create": CreateOutcome;
  "outcome.remove": RemoveOutcome;
  "outcome.restore": RestoreOutcome;
  "outcome.change": ChangeOutcome;
  "outcome.begin_reading": BeginReading;
  "outcome.add_paragraphs": AddParagraphs;
  "outcome.write": WriteParagraph;
  "outcome.split": SplitParagraph;
  "outcome.join": JoinParagraphs;
  "outcome.undo": UndoWords;
  "outcome.move": MoveParagraph;
  "outcome.delete_paragraph": DeleteParagraph;
  "outcome.restore_paragraph": RestoreParagraph;
  "outcome.renumber": RenumberParagraphs;
  "outcome.take_up": TakeUpParagraph;
  "outcome.mark": MarkParagraph;
  "outcome.cite": Cite;
  "outcome.remove_citation": RemoveCitation;
  "outcome.propose": ProposeAmendment;
  "outcome.propose_paragraph": ProposeParagraph;
  "outcome.change_amendment": ChangeAmendment;
  "outcome.discard_draft": DiscardDraft;
  "outcome.table": TableAmendment;
  "outcome.withdraw_amendment": WithdrawAmendment;
  "outcome.support": SupportAmendment;
  "outcome.end_support": EndSupport;
  "outcome.accept": AcceptAmendment;
  "outcome.merge": MergeAmendments;
  "outcome.reject": RejectAmendment;
  "outcome.reconsider": ReconsiderAmendment;
  "outcome.comment": CommentParagraph;
  "outcome.resolve_comment": ResolveComment;
  "outcome.remove_comment": RemoveComment;
  "outcome.ask_consensus": AskConsensus;
  "outcome.object": ObjectToConsensus;
  "outcome.withdraw_objection": WithdrawObjection;
  "outcome.adopt": AdoptByConsensus;
  "outcome.begin_silence": BeginSilence;
  "outcome.extend_silence": ExtendSilence;
  "outcome.break_silence": BreakSilence;
  "outcome.end_procedure": EndProcedure;
  "outcome.reserve": Reserve;
  "outcome.withdraw_reservation": WithdrawReservation;
  "outcome.correct": AddCorrigendum;
  "outcome.translate": TranslateParagraph;
  "outcome.begin_editing": BeginEditing;
  "outcome.end_editing": EndEditing;
  "minutes.correct": CorrectMinutes;
  "minutes.note": WriteNote;
  "minutes.change_note": ChangeNote;
  "minutes.submit_note": SubmitNote;
  "minutes.approve_note": ApproveNote;
  "minutes.remove_note": RemoveNote;
  "minutes.restore_note": RestoreNote;
  "minutes.ask_correction": AskCorrection;
  "minutes.answer_correction": AnswerCorrection;
  "question.ask": AskQuestion;
  "question.revise": ReviseQuestion;
  "question.withdraw": WithdrawQuestion;
  "question.decline_floor": DeclineFloor;
  "question.approve": ApproveQuestion;
  "question.dismiss": DismissQuestion;
  "question.merge": MergeQuestion;
  "question.pin": PinQuestion;
  "question.unpin": UnpinQuestion;
  "question.begin_answer": BeginAnswer;
  "question.answer": AnswerQuestion;
  "question.write_answer": WriteAnswer;
  "question.defer": DeferQuestion;
  "question.restore": RestoreQuestion;
  "question.edit": EditQuestion;
  "question.label": LabelQuestion;
  "question.claim": ClaimQuestion;
  "question.release": ReleaseQuestion;
  "question.offer_floor": OfferFloor;
  "question.withdraw_offer": WithdrawOffer;
  "question.block": BlockAsker;
  "question.unblock": UnblockAsker;
  "question.arrange": ArrangeQuestions;
  "question.set_policy": SetQuestionPolicy;
  "question.vote": VoteQuestion;
  "question.withdraw_vote": WithdrawVote;
  "message.send": SendMessage;
  "message.edit": EditMessage;
  "message.delete": DeleteMessage;
  "message.restore": RestoreMessage;
  "message.approve": ApproveMessage;
  "message.pin": PinMessage;
  "message.unpin": UnpinMessage;
  "message.block": BlockWriter;
  "message.unblock": UnblockWriter;
  "message.set_policy": SetMessagePolicy;
  "message.react": React;
  "message.withdraw_reaction": WithdrawReaction;
  "message.mark_read": MarkRead;
  "announcement.make": Announce;
  "announcement.withdraw": WithdrawAnnouncement;
  "announcement.restore": RestoreAnnouncement;
  "announcement.make_to_conference": AnnounceToConference;
  "announcement.withdraw_from_conference": WithdrawFromConference;
  "announcement.restore_to_conference": RestoreToConference;
  "poll.draft": DraftPoll;
  "poll.edit": EditPoll;
  "poll.move": MovePoll;
  "poll.delete": DeletePoll;
  "poll.restore": RestorePoll;
  "poll.open": OpenPoll;
  "poll.undo_open": UndoOpenPoll;
  "poll.close": ClosePoll;
  "poll.show": ShowPoll;
  "poll.hide": HidePoll;
  "poll.hide_word": HideWord;
  "poll.show_word": ShowWord;
  "poll.answer": AnswerPoll;
  "reaction.add": AddReleaseReaction;
  "reaction.withdraw": WithdrawReleaseReaction;
  "reaction.add_to_outcome": AddOutcomeReaction;
  "reaction.withdraw_from_outcome": WithdrawOutcomeReaction;
  "help.call": CallForHelp;
  "help.say": SayForHelp;
  "help.close": CloseHelp;
  "video_statement.remove": RemoveVideoStatement;
  "interpretation.set_channels": SetChannels;
  "interpretation.set_sign_channel": SetSignChannel;
  "interpretation.show_sign_in_hall": ShowSignInHall;
  "interpretation.go_on_duty": GoOnDuty;
  "interpretation.go_off_duty": GoOffDuty;
  "interpretation.put_hall_on_duty": PutHallOnDuty;
  "interpretation.take_hall_off_duty": TakeHallOffDuty;
  "interpretation.hand_over": HandOverBooth;
  "interpretation.accept_handover": AcceptHandover;
  "interpretation.cancel_handover": CancelHandover;
  "interpretation.choose_incoming": ChooseIncoming;
  "interpretation.choose_outgoing": ChooseOutgoing;
  "interpretation.set_policy": SetInterpretationPolicy;
  "interpretation.ask_slower": AskSlower;
  "interpretation.report_sound": ReportSound;
  "session_recording.start": StartSessionRecording;
  "session_recording.stop": StopSessionRecording;
  "session_recording.acknowledge": AcknowledgeSessionRecording;
  "session_recording.make_programme": MakeProgramme;
  "session_recording.delete": DeleteSessionRecording;
  "captions.open": OpenCaptions;
  "captions.close": CloseCaptions;
  "captions.show_in_hall": ShowCaptionsInHall;
  "caption.write_coming": WriteComingCaption;
  "caption.write": WriteCaption;
  "caption.correct": CorrectCaption;
  "caption.remove": RemoveCaption;
  "caption.restore": RestoreCaption;
  "publication.publish": PublishPart;
  "publication.withdraw": WithdrawPart;
}
/**
 * Open a scheduled session. From then on the floor can be given (FL26).
 */
export interface OpenSession {
  type: "session.open";
}
/**
 * Suspend an open session. A running clock stops (FL26).
 */
export interface SuspendSession {
  type: "session.suspend";
  reason?: string;
}
/**
 * End today's meeting of an open or suspended session. It goes on at a later moment, with its list (FL26).
 */
export interface AdjournSession {
  type: "session.adjourn";
  resumes_at: string;
  reason?: string;
}
/**
 * Resume a suspended or adjourned session. Its turn stays suspended until the chair resumes it (FL26).
 */
export interface ResumeSession {
  type: "session.resume";
}
/**
 * Close a session for good. A running turn ends (FL26).
 */
export interface CloseSession {
  type: "session.close";
}
/**
 * Change who may enter the session. Readers who may no longer follow it are refused and removed within seconds.
 */
export interface SetAccess {
  type: "session.set_access";
  access: "public" | "code" | "registered" | "delegations" | "staff";
}
/**
 * Stream `conference/…`: change a participant's roles. Its screens change at once.
 */
export interface ChangeRoles {
  type: "parties.change_roles";
  participant: string;
  /**
   * @maxItems 40
   */
  roles: (
    | "moderator"
    | "panellist"
    | "delegate"
    | "head"
    | "operator"
    | "audience"
    | "organiser"
    | "interpreter"
    | "rapporteur"
    | "captioner"
    | "hall_screen"
  )[];
  /**
   * The roles that the sender saw, in any order. If they are not given, they are not compared.
   */
  seen?:
    | (
        | "moderator"
        | "panellist"
        | "delegate"
        | "head"
        | "operator"
        | "audience"
        | "organiser"
        | "interpreter"
        | "rapporteur"
        | "captioner"
        | "hall_screen"
      )[]
    | null;
}
/**
 * Stream `conference/…`: add a party (FL1).
 */
export interface AddParty {
  type: "parties.add";
  name: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
  category?: "state" | "group" | "observer" | "other";
  /**
   * ISO 3166-1 alpha-2 for a state, otherwise empty.
   */
  code?: string;
  place?: "hall" | "remote";
  most_members?: number | null;
}
/**
 * Stream `conference/…`: set the maximum number of members of a party, or null for no maximum.
 *
 * Without a maximum the head of a delegation may add nobody, and organisers may add members.
 */
export interface SetMaxMembers {
  type: "parties.set_most_members";
  party: string;
  most_members: number | null;
}
/**
 * Stream `conference/…`: end a participant's part: party, roles, access and invitation.
 */
export interface RemoveMember {
  type: "parties.remove_member";
  participant: string;
}
/**
 * Stream `conference/…`: add a session. Its day and its room are made if they are new.
 *
 * `date`, `starts` and `ends` are in the conference's time zone: `2021-11-16`, `09:00`. A new day that is far from the
 * others is refused as `programme.far_day`, unless it is `confirmed`.
 */
export interface AddSession {
  type: "programme.add_session";
  title: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
  date: string;
  starts: string;
  ends: string;
  room?: string;
  kind?: "opening" | "statements" | "panel" | "press_briefing" | "side_session" | "closing";
  /**
   * Null for the default of the conference.
   */
  access?: ("public" | "code" | "registered" | "delegations" | "staff") | null;
  theme?: string | null;
  description?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
  confirmed?: boolean;
}
/**
 * Stream `session/…`: change what is planned of a session.
 *
 * A new day that is far from the others is refused as `programme.far_day`, unless it is `confirmed`.
 */
export interface ChangeSession {
  type: "programme.change_session";
  values: SessionValues;
  seen: SessionValues;
  confirmed?: boolean;
}
/**
 * What is planned of a session. `date`, `starts` and `ends` are in the conference's time zone.
 */
export interface SessionValues {
  title?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
  description?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
  kind?: ("opening" | "statements" | "panel" | "press_briefing" | "side_session" | "closing") | null;
  theme?: string | null;
  room?: string | null;
  date?: string | null;
  starts?: string | null;
  ends?: string | null;
  quorum_to_open?: ("none" | "quarter" | "third" | "majority" | "two_thirds") | null;
  quorum_to_decide?: ("none" | "quarter" | "third" | "majority" | "two_thirds") | null;
  order_policy?:
    | (
        | "first_come"
        | "alphabetical"
        | "precedence"
        | "lots"
        | "groups_first"
        | "alternate_places"
        | "alternate_regions"
      )
    | null;
}
/**
 * Stream `session/…`: set the agenda items of a scheduled session, by number from 1.
 *
 * `seen` is the agenda that the sender saw. A session without items has one item without a title.
 */
export interface SetAgenda {
  type: "programme.set_agenda";
  /**
   * @maxItems 60
   */
  items: string[];
  /**
   * @maxItems 60
   */
  seen: string[];
}
/**
 * Stream `session/…`: set all speaking times of a scheduled session to those of a kind of meeting.
 *
 * `seen` is the preset that the sender saw, or null if the session had figures of its own.
 */
export interface SetPreset {
  type: "programme.set_preset";
  preset: "conference" | "general_assembly" | "who";
  seen: ("conference" | "general_assembly" | "who") | null;
}
/**
 * Stream `session/…`: set speaking times of a scheduled session.
 *
 * If they are those of a preset then, the session has its name. `preset` says which one, if several have these times.
 */
export interface SetSpeakingTimes {
  type: "programme.set_speaking_times";
  values: SpeakingTimes;
  seen: SpeakingTimes;
  preset?: ("conference" | "general_assembly" | "who") | null;
}
/**
 * The speaking times of a session in seconds (FL14, FL15), whether turns end by themselves (FL16), and how many may
 * speak on motions (FL27).
 */
export interface SpeakingTimes {
  state?: number | null;
  group?: number | null;
  observer?: number | null;
  other?: number | null;
  /**
   * Of points of order and motions.
   */
  order?: number | null;
  /**
   * Of explanations of vote.
   */
  explanation?: number | null;
  /**
   * Of those who speak for or against a motion.
   */
  on_motion?: number | null;
  /**
   * Of a party's first and second right of reply, and so on. One to five.
   */
  reply_limits?: number[] | null;
  /**
   * Whether a turn ends when its time is over.
   */
  ends_turns?: boolean | null;
  motion_speakers?: MotionSpeakers | null;
}
/**
 * How many parties may speak on each kind of motion. If the number is 0, the motion is put to the vote at once.
 */
export interface MotionSpeakers {
  suspension: Sides;
  adjournment: Sides;
  adjournment_of_debate: Sides;
  closure_of_debate: Sides;
  closure_of_list: Sides;
  other: Sides;
}
/**
 * How many parties may speak for a motion, and how many against it, beside the mover (FL27).
 */
export interface Sides {
  in_favour: number;
  against: number;
}
/**
 * Stream `session/…`: cancel a scheduled session. The programme and the calendars go on showing it as cancelled.
 */
export interface CancelSession {
  type: "programme.cancel_session";
}
/**
 * Stream `session/…`: undo the cancellation of a session.
 */
export interface RestoreSession {
  type: "programme.restore_session";
}
/**
 * Stream `conference/…`: add a session like another one, with its speaking times, at another time.
 *
 * A new day that is far from the others is refused as `programme.far_day`, unless it is `confirmed`.
 */
export interface CopySession {
  type: "programme.copy_session";
  session: string;
  date: string;
  starts: string;
  /**
   * The room of the new session, or null for the room of the original.
   */
  room?: string | null;
  confirmed?: boolean;
}
/**
 * Stream `conference/…`: remove a session that nobody used. Cancel a session instead if people may have planned for
 * it. One for which something was set up ahead, which goes with it, is refused as `programme.set_up`, unless it is
 * `confirmed`.
 */
export interface RemoveSession {
  type: "programme.remove_session";
  session: string;
  confirmed?: boolean;
}
/**
 * Stream `conference/…`: add a room.
 */
export interface AddRoom {
  type: "programme.add_room";
  name: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
}
/**
 * Stream `conference/…`: change a room.
 */
export interface ChangeRoom {
  type: "programme.change_room";
  room: string;
  values: RoomValues;
  seen: RoomValues;
}
/**
 * The values of a room that organisers can change.
 */
export interface RoomValues {
  name?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
}
/**
 * Stream `conference/…`: remove a room in which no session is held.
 */
export interface RemoveRoom {
  type: "programme.remove_room";
  room: string;
}
/**
 * Stream `conference/…`: add a theme.
 */
export interface AddTheme {
  type: "programme.add_theme";
  title: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
}
/**
 * Stream `conference/…`: change a theme.
 */
export interface ChangeTheme {
  type: "programme.change_theme";
  theme: string;
  values: ThemeValues;
  seen: ThemeValues;
}
/**
 * The values of a theme that organisers can change.
 */
export interface ThemeValues {
  title?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
}
/**
 * Stream `conference/…`: remove a theme to which no session and no party belongs.
 */
export interface RemoveTheme {
  type: "programme.remove_theme";
  theme: string;
}
/**
 * Stream `conference/…`: add a day.
 *
 * One that is far from the others is refused as `programme.far_day`, unless it is `confirmed`.
 */
export interface AddDay {
  type: "programme.add_day";
  date: string;
  confirmed?: boolean;
}
/**
 * Stream `conference/…`: remove a day without sessions.
 */
export interface RemoveDay {
  type: "programme.remove_day";
  day: string;
}
/**
 * Stream `conference/…`: change values of the conference.
 */
export interface ChangeConference {
  type: "programme.change_conference";
  values: ConferenceValues;
  seen: ConferenceValues;
}
/**
 * The values of a conference that organisers can change.
 */
export interface ConferenceValues {
  name?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
  /**
   * The languages of its texts, the first one first. They are those of its name: others are left out.
   */
  languages?: string[] | null;
  short?: string | null;
  tagline?: string | null;
  host?: string | null;
  venue?: string | null;
  timezone?: string | null;
  shows_flags?: boolean | null;
  takes_reactions?: boolean | null;
  default_access?: ("public" | "code" | "registered" | "delegations" | "staff") | null;
  accent?: string | null;
  links?: Link[] | null;
}
/**
 * A link of the conference: what it says, by language, and where it leads.
 */
export interface Link {
  label: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
  url: string;
}
/**
 * Stream `conference/…`: archive a conference that is over. It stays readable, and the first page no longer lists
 * it.
 */
export interface ArchiveConference {
  type: "programme.archive";
}
/**
 * Stream `conference/…`: list an archived conference on the first page again.
 */
export interface UnarchiveConference {
  type: "programme.unarchive";
}
/**
 * Stream `conference/…`: make a new conference with the plan of this one. The sender is its organiser.
 *
 * Each session begins at the same time of day, and as many days after the first day, as the session that it copies.
 * With a new time zone, times of day are in that zone. Nothing of what happened is copied, and no people.
 */
export interface CopyConference {
  type: "programme.copy_conference";
  slug: string;
  name: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
  short: string;
  first_day: string;
  /**
   * The IANA time zone of the new conference, or null for that of this one.
   */
  timezone?: string | null;
  /**
   * Whether the delegations and organisations are copied too, with their names and groups, and without members.
   */
  parties?: boolean;
}
/**
 * Change values of a party.
 */
export interface ChangeParty {
  type: "parties.change";
  party: string;
  values: PartyValues;
  seen: PartyValues;
}
/**
 * The values of a party that organisers can change.
 */
export interface PartyValues {
  name?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
  spoken?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
  category?: ("state" | "group" | "observer" | "other") | null;
  code?: string | null;
  region?: string | null;
  place?: ("hall" | "remote") | null;
  theme?: string | null;
  accredited?: boolean | null;
  groups?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | null;
  rank?: number | null;
  most_members?: number | null;
  microphone?: string | null;
}
/**
 * Remove a party that has no members, and to which nothing refers.
 */
export interface RemoveParty {
  type: "parties.remove";
  party: string;
}
/**
 * Change values of a participant. Its screens change at once.
 */
export interface ChangePerson {
  type: "people.change";
  participant: string;
  values: PersonValues;
  seen: PersonValues;
}
/**
 * The values of a participant that organisers can change.
 */
export interface PersonValues {
  name?: string | null;
  honorific?: string | null;
  function?: string | null;
  place?: ("hall" | "remote") | null;
  party?: string | null;
}
/**
 * Add people to a party, or to the conference if `party` is null: all of them, or none if a line is wrong.
 *
 * Each line of `people` is `Name <address>`, `name;address` or an address. The head of a delegation adds delegates to
 * its own party.
 */
export interface AddPeople {
  type: "invitations.add_people";
  people: string;
  party?: string | null;
  /**
   * @minItems 1
   * @maxItems 9
   */
  roles?:
    | [
        | "moderator"
        | "panellist"
        | "delegate"
        | "head"
        | "operator"
        | "audience"
        | "organiser"
        | "interpreter"
        | "rapporteur"
        | "captioner"
        | "hall_screen"
      ]
    | [
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        )
      ]
    | [
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        )
      ]
    | [
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        )
      ]
    | [
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        )
      ]
    | [
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        )
      ]
    | [
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        )
      ]
    | [
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        )
      ]
    | [
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        ),
        (
          | "moderator"
          | "panellist"
          | "delegate"
          | "head"
          | "operator"
          | "audience"
          | "organiser"
          | "interpreter"
          | "rapporteur"
          | "captioner"
          | "hall_screen"
        )
      ];
  /**
   * Null for the place of their party.
   */
  place?: ("hall" | "remote") | null;
  /**
   * The language of their e-mails.
   */
  language: string;
}
/**
 * Send invitations or reminders to these participants.
 *
 * An invitation goes also to those who have one already; its earlier links become invalid. A reminder goes to those
 * who were sent an invitation and did not accept it, unless an e-mail to them was queued within a day; the earlier
 * link stays valid, and as long as the new one.
 *
 * If `participants` is empty: to everyone in the party, or in the conference, who has no invitation yet, or who can be
 * reminded.
 */
export interface SendInvitations {
  type: "invitations.send";
  kind?: "invitation" | "reminder";
  /**
   * @maxItems 1000
   */
  participants?: string[];
  party?: string | null;
  /**
   * The `digest` of the preview that was looked at. Null if none was.
   */
  seen?: string | null;
}
/**
 * Change the conference's own texts of its invitations or reminders in one language. An empty subject or greeting
 * stands for Balai's own.
 *
 * `seen` has the same members as `values`, with the texts that the sender saw. Refused if one of them has changed
 * since.
 */
export interface WriteLetter {
  type: "invitations.write_letter";
  kind: "invitation" | "reminder";
  language: string;
  values: LetterValues;
  seen: LetterValues;
}
/**
 * The texts of an e-mail. `{name}` and `{conference}` are replaced by the person's name and the conference's.
 */
export interface LetterValues {
  subject?: string | null;
  greeting?: string | null;
  paragraph?: string | null;
}
/**
 * Send an invitation or a reminder to oneself, as others get it. Its link opens nothing.
 */
export interface SendTestLetter {
  type: "invitations.send_test";
  kind: "invitation" | "reminder";
  language: string;
}
/**
 * Make the link of a participant's invitation invalid.
 */
export interface RevokeInvitation {
  type: "invitations.revoke";
  participant: string;
}
/**
 * Give a participant a role in one session. The role takes effect at once.
 */
export interface GiveSessionRole {
  type: "session_roles.give";
  session: string;
  participant: string;
  role: "moderator" | "panellist" | "delegate" | "operator" | "interpreter" | "rapporteur" | "captioner";
  language?: string;
}
/**
 * Take a role in one session from the participant who has it.
 */
export interface TakeSessionRole {
  type: "session_roles.take";
  session: string;
  participant: string;
  role: "moderator" | "panellist" | "delegate" | "operator" | "interpreter" | "rapporteur" | "captioner";
  language?: string;
}
/**
 * Say whether people may register, whether an organiser decides on each, and how many places there are.
 */
export interface SetRegistration {
  type: "registration.set";
  open: boolean;
  needs_approval: boolean;
  /**
   * Null if there is no maximum.
   */
  places?: number | null;
}
/**
 * Approve a registration. If all places are taken, it is on the waiting list.
 */
export interface ApproveRegistration {
  type: "registration.approve";
  registration: string;
}
/**
 * Decline a registration, or take its place away. The first of the waiting list moves up.
 */
export interface DeclineRegistration {
  type: "registration.decline";
  registration: string;
}
/**
 * Stream `conference/…`: add a journalist as a party with one member, who speaks for it (FL1).
 */
export interface AddJournalist {
  type: "press.add_journalist";
  name: string;
  /**
   * The journalist's newspaper, station or agency.
   */
  outlet: string;
  place?: "hall" | "remote";
}
/**
 * Note that a member of a party has come to the hall (FL18).
 */
export interface CheckInParticipant {
  type: "presence.check_in";
  participant: string;
}
/**
 * Note that a member who was checked in has left the hall.
 */
export interface CheckOutParticipant {
  type: "presence.check_out";
  participant: string;
}
/**
 * Open the list of speakers, with a closing time if one is announced (FL3).
 */
export interface OpenList {
  type: "floor.open_list";
  closes_at?: string | null;
}
/**
 * Close the list of speakers (FL3).
 */
export interface CloseList {
  type: "floor.close_list";
  reason?: string;
}
/**
 * Put a party on the list (FL1–FL5). A member may leave `party` out. A moderator or operator names it.
 *
 * `reason` is required from a moderator who adds to a closed list, `motion` for a motion, and `text` for a motion of
 * the kind `other`: what is moved (FL13). `item` is the item on whose list a statement or an intervention is put, or
 * null for the present one (FL14). `language` is the language in which the party is going to speak.
 */
export interface Inscribe {
  type: "floor.inscribe";
  party?: string | null;
  kind?: "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote";
  motion?:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  text?: string;
  mode?: "live" | "video_statement" | "read_out";
  on_behalf_of?: string;
  speaker?: string | null;
  place?: ("hall" | "remote") | null;
  reason?: string;
  item?: number | null;
  language?: string;
}
/**
 * Take a party's entry off the list (FL2).
 */
export interface Withdraw {
  type: "floor.withdraw";
  entry: string;
  reason?: string;
}
/**
 * Restore a withdrawn entry, within two minutes (FL2).
 */
export interface Restore {
  type: "floor.restore";
  entry: string;
}
/**
 * Name another member to speak, at any time until the turn ends (FL1).
 */
export interface ChangeSpeaker {
  type: "floor.change_speaker";
  entry: string;
  speaker: string;
}
/**
 * Say in which language an entry, or the turn that holds the floor, is spoken. Empty if it is not known.
 */
export interface SetLanguage {
  type: "floor.set_language";
  entry: string;
  language: string;
}
/**
 * Move an entry in front of `before`, or to the end if it is null (FL8).
 *
 * `moves` and `before_moves` are the numbers of moves of the two entries when the sender saw them. Refused as
 * `floor.list_changed` if either number has changed.
 */
export interface Move {
  type: "floor.move";
  entry: string;
  moves: number;
  before?: string | null;
  before_moves?: number | null;
  reason?: string;
}
/**
 * Give the floor to an entry, which ends the present turn (FL10).
 *
 * An entry that is not ready is refused as `floor.not_ready`, unless the moderator has `confirmed` it (FL19).
 */
export interface Grant {
  type: "floor.grant";
  entry: string;
  token: number;
  confirmed?: boolean;
}
/**
 * End the present turn: the chair thanks the speaker (FL10).
 */
export interface End {
  type: "floor.end";
  token: number;
}
/**
 * The speaking party ends its own turn (FL16).
 */
export interface Finish {
  type: "floor.finish";
  token: number;
}
/**
 * Take the floor away. The microphone closes at once (FL11).
 */
export interface Revoke {
  type: "floor.revoke";
  token: number;
  reason?: string;
}
/**
 * Give the present turn more time, in seconds (FL16).
 *
 * `allotted` is the turn's allotted time when the sender saw it. Refused as `floor.time_changed` if it is given and
 * the allotted time has changed.
 */
export interface Extend {
  type: "floor.extend";
  token: number;
  seconds: number;
  allotted?: number | null;
  reason?: string;
}
/**
 * Stop clock and microphone of the present turn (FL16).
 */
export interface SuspendTurn {
  type: "floor.suspend_turn";
  token: number;
  reason?: string;
}
/**
 * Resume the present turn with its remaining time (FL16).
 */
export interface ResumeTurn {
  type: "floor.resume_turn";
  token: number;
}
/**
 * Take the rights of reply now, before the list is done, or go back to the list (FL14).
 */
export interface TurnToReplies {
  type: "floor.turn_to_replies";
  takes_replies: boolean;
}
/**
 * Put several parties on the list, in this order: all of them or none (FL3).
 *
 * Refused as `inscriptions.list_changed` if one of them can no longer be inscribed. `reason` is required if the
 * list is closed.
 */
export interface InscribeMany {
  type: "floor.inscribe_many";
  /**
   * @minItems 1
   * @maxItems 300
   */
  rows: [InscriptionRow, ...InscriptionRow[]];
  reason?: string;
}
/**
 * One inscription, as the preview read it from the file.
 */
export interface InscriptionRow {
  party: string;
  kind: "statement" | "intervention";
  mode: "live" | "video_statement" | "read_out";
  on_behalf_of: string;
  speaker: string | null;
  place: ("hall" | "remote") | null;
}
/**
 * Seat a participant on the podium, with a standing microphone (FL12).
 */
export interface SeatParticipant {
  type: "floor.seat";
  slot: "chair" | "panel-1" | "panel-2" | "panel-3" | "panel-4" | "panel-5" | "panel-6";
  participant: string;
  /**
   * Who sat there when the sender looked, "" for nobody. Refused if that has changed. If null, this is not
   * checked.
   */
  seen?: string | null;
}
/**
 * Free a place on the podium (FL12).
 */
export interface UnseatParticipant {
  type: "floor.unseat";
  slot: "chair" | "panel-1" | "panel-2" | "panel-3" | "panel-4" | "panel-5" | "panel-6";
  /**
   * Who sat there when the sender looked. If null, this is not checked.
   */
  seen?: string | null;
}
/**
 * Hold the floor for another grace period for a holder whose line dropped (FL20).
 */
export interface Wait {
  type: "floor.wait";
  token: number;
}
/**
 * Play the video statement of a party whose line dropped. The clock goes on (FL20).
 */
export interface PlayVideoStatement {
  type: "floor.play_video_statement";
  token: number;
}
/**
 * Have the statement of a party whose line dropped read out. The clock goes on (FL20).
 */
export interface ReadOut {
  type: "floor.read_out";
  token: number;
}
/**
 * End the turn of a party whose line dropped. Its entry waits again, at the end of its category (FL20).
 */
export interface ReturnToList {
  type: "floor.return_to_list";
  token: number;
  reason?: string;
}
/**
 * Move a waiting entry to the end of its category (FL19).
 *
 * `moves` is how often the entry was moved when the sender saw it. Refused as `floor.list_changed` if it differs.
 */
export interface CallLater {
  type: "floor.call_later";
  entry: string;
  moves: number;
  reason?: string;
}
/**
 * The introduction is over: play the video statement. Sent by a moderator, or by the party that has the floor.
 */
export interface StartPlayback {
  type: "floor.start_playback";
  token: number;
}
/**
 * Name the reader of a statement: a moderator, or a member of its party (FL4).
 *
 * Possible until the turn ends.
 */
export interface NameReader {
  type: "floor.name_reader";
  entry: string;
  reader: string;
}
/**
 * Confirm that the speaker of an entry sits in the hall (FL18).
 */
export interface Confirm {
  type: "floor.confirm_in_hall";
  entry: string;
}
/**
 * Say that the speaker of an entry is not in the hall after all (FL18).
 */
export interface TakeBackConfirmation {
  type: "floor.unconfirm_in_hall";
  entry: string;
}
/**
 * Hand the chair to another moderator. Without `to` the sender takes it, for example if the chair has left (FL20).
 *
 * `chair` is who presided when the sender looked, null for nobody.
 */
export interface HandOver {
  type: "floor.hand_over";
  chair: string | null;
  to?: string | null;
}
/**
 * Let the hall screen, this desk, or nobody play the sound in the hall. The previous player stops.
 */
export interface PlayAt {
  type: "sound.play_at";
  player: string;
}
/**
 * Hear a point of order, or a motion. The present turn is interrupted (FL13).
 *
 * An entry that is not ready is refused as `floor.not_ready`, unless the moderator has `confirmed` it (FL19).
 */
export interface Recognise {
  type: "floor.recognise";
  entry: string;
  token: number;
  confirmed?: boolean;
}
/**
 * Rule on the point of order that has the floor. The interrupted turn goes on with its remaining time (FL13).
 */
export interface Rule {
  type: "floor.rule";
  token: number;
  ruling: "upheld" | "not_upheld" | "noted";
  text?: string;
}
/**
 * Rule the motion before the meeting out of order: `text` is the ruling with its reason, in the chair's words.
 *
 * The motion is not voted on. The interrupted turn goes on with its remaining time (FL13).
 */
export interface RuleOutOfOrder {
  type: "floor.rule_out_of_order";
  token: number;
  text: string;
}
/**
 * Ask to speak for or against a motion (FL27). A moderator or operator does it for a `party` that it names.
 */
export interface SpeakOnMotion {
  type: "floor.speak_on_motion";
  motion: string;
  side: "for" | "against";
  party?: string | null;
}
/**
 * Give the floor to a party that asked to speak on the motion. Ends the mover's, or a speaker's, turn (FL27).
 *
 * An entry that is not ready is refused as `floor.not_ready`, unless the moderator has `confirmed` it (FL19).
 */
export interface HearOnMotion {
  type: "floor.hear_on_motion";
  entry: string;
  token: number;
  confirmed?: boolean;
}
/**
 * Withdraw a motion before it is put to the vote (FL27). A moderator does it for the mover.
 */
export interface WithdrawMotion {
  type: "floor.withdraw_motion";
  motion: string;
}
/**
 * Appeal against the last ruling, for one's own party (FL13). `ruling` is the floor's `ruled`.
 *
 * A moderator or operator does it for a `party` that it names.
 */
export interface RaiseAppeal {
  type: "floor.raise_appeal";
  ruling: string;
  party?: string | null;
}
/**
 * Withdraw an appeal that is not put to the vote yet (FL13).
 */
export interface WithdrawAppeal {
  type: "floor.withdraw_appeal";
  ruling: string;
}
/**
 * Put a party's appeal against the last ruling to the vote. `ruling` is the floor's `ruled` (FL13).
 */
export interface Appeal {
  type: "floor.appeal";
  token: number;
  ruling: string;
  party: string;
  terms?: Terms;
}
/**
 * How a vote is taken.
 *
 * `language` is that of the alphabetical order in which a roll is called. After `seconds`, no more votes are cast, and
 * no more objections to a decision without a vote are made.
 */
export interface Terms {
  method: "show_of_hands" | "electronic" | "roll_call" | "without_a_vote";
  language: string;
  seconds: number | null;
}
/**
 * Put the motion before the meeting to the vote, even if parties still wait to speak on it (FL13, FL27).
 */
export interface PutToVote {
  type: "floor.put_to_vote";
  token: number;
  terms?: Terms1;
}
/**
 * How a vote is taken.
 *
 * `language` is that of the alphabetical order in which a roll is called. After `seconds`, no more votes are cast, and
 * no more objections to a decision without a vote are made.
 */
export interface Terms1 {
  method: "show_of_hands" | "electronic" | "roll_call" | "without_a_vote";
  language: string;
  seconds: number | null;
}
/**
 * Put a proposal to the vote, or ask for its adoption without a vote, while nobody has the floor (FL28).
 */
export interface PutProposal {
  type: "vote.put_proposal";
  token: number;
  proposal: string;
  majority?: "simple" | "two_thirds";
  terms?: Terms2;
}
/**
 * How a vote is taken.
 *
 * `language` is that of the alphabetical order in which a roll is called. After `seconds`, no more votes are cast, and
 * no more objections to a decision without a vote are made.
 */
export interface Terms2 {
  method: "show_of_hands" | "electronic" | "roll_call" | "without_a_vote";
  language: string;
  seconds: number | null;
}
/**
 * Ask delegations for an indicative vote, which decides nothing, while nobody has the floor (FL28).
 */
export interface PutQuestion {
  type: "vote.put_question";
  token: number;
  question: string;
  terms?: Terms3;
}
/**
 * How a vote is taken.
 *
 * `language` is that of the alphabetical order in which a roll is called. After `seconds`, no more votes are cast, and
 * no more objections to a decision without a vote are made.
 */
export interface Terms3 {
  method: "show_of_hands" | "electronic" | "roll_call" | "without_a_vote";
  language: string;
  seconds: number | null;
}
/**
 * Close a vote, with the figures if it was a show of hands. Other votes are counted from their ballots (FL28).
 *
 * If nobody voted for or against, `reason` says why.
 */
export interface CloseVote {
  type: "vote.close";
  vote: string;
  in_favour?: number | null;
  against?: number | null;
  abstentions?: number;
  reason?: string;
}
/**
 * End a vote without a result, for example because the appeal or the motion was withdrawn (FL13).
 */
export interface DropVote {
  type: "vote.drop";
  vote: string;
  reason?: string;
}
/**
 * Start to take explanations of vote on a proposal, before the vote on it or after, or stop (FL29).
 *
 * If no `proposal` is named, or another one than before, those that still wait leave the list.
 */
export interface TakeExplanations {
  type: "vote.take_explanations";
  proposal: string | null;
}
/**
 * Cast a party's vote, or answer the roll (FL28). The last one counts until the vote closes.
 *
 * An operator or a moderator names the party. They, and a seat that was given out by a card, replace what the
 * delegation's own member voted only if they name that answer as `seen`.
 */
export interface CastVote {
  type: "vote.cast";
  vote: string;
  answer: "yes" | "no" | "abstain" | "pass" | "absent";
  party?: string | null;
  seen?: "yes" | "no" | "abstain" | "pass" | "absent" | "object" | "";
}
/**
 * Object to a decision without a vote, or take the objection back (FL28). `seen` is as in `vote.cast`.
 */
export interface ObjectToDecision {
  type: "vote.object";
  vote: string;
  objects?: boolean;
  party?: string | null;
  seen?: "yes" | "no" | "abstain" | "pass" | "absent" | "object" | "";
}
/**
 * Say after the vote what a party had intended to vote (FL28). It is noted beside the result, which stays.
 */
export interface CorrectVote {
  type: "vote.correct";
  vote: string;
  answer: "yes" | "no" | "abstain";
  party?: string | null;
}
/**
 * Put a proposal before the session (FL29).
 */
export interface AddProposal {
  type: "proposal.add";
  symbol?: string;
  title: string;
  /**
   * @maxItems 200
   */
  sponsors?: string[];
  text?: string;
  link?: string;
}
/**
 * Correct a proposal that was not decided yet: all fields are replaced (FL29).
 */
export interface ChangeProposal {
  type: "proposal.change";
  proposal: string;
  symbol?: string;
  title: string;
  /**
   * @maxItems 200
   */
  sponsors?: string[];
  text?: string;
  link?: string;
}
/**
 * Note that the sponsors withdrew a proposal before it was decided (FL29).
 */
export interface WithdrawProposal {
  type: "proposal.withdraw";
  proposal: string;
}
/**
 * Ask another party of the same category to change places (FL9).
 */
export interface ProposeSwap {
  type: "floor.propose_swap";
  entry: string;
  with_entry: string;
}
/**
 * Accept a proposal, which changes the places at once, or decline it (FL9).
 */
export interface AnswerSwap {
  type: "floor.answer_swap";
  swap: string;
  agrees: boolean;
}
/**
 * Take a proposal back. Moderators may do it too (FL9).
 */
export interface CancelSwap {
  type: "floor.cancel_swap";
  swap: string;
}
/**
 * Name an item of the agenda, or add one at its end by the next number (FL14).
 */
export interface NameItem {
  type: "floor.name_item";
  item: number;
  title: string;
}
/**
 * Take up an item of the agenda, or one that is added by its `title` (FL14). Its list opens.
 *
 * `seen` is the number of the present item, as the sender saw it.
 */
export interface TakeUpItem {
  type: "floor.take_up_item";
  title?: string | null;
  item?: number | null;
  seen: number;
}
/**
 * Carry the entries that were not heard in this closed session to the list of the session `to`, in the same order.
 *
 * With `item`, only those of that agenda item's list.
 */
export interface CarryOver {
  type: "floor.carry_over";
  to: string;
  item?: number | null;
}
/**
 * Change the speaking time of all waiting entries (FL15). Fields that are null stay as they are.
 */
export interface SetLimits {
  type: "floor.set_limits";
  limits: Limits;
  ends_turns?: boolean | null;
  /**
   * Speaking times of a party's first and second right of reply, and so on. A party has as many rights of reply as
   * there are times (FL14).
   */
  reply_limits?: number[] | null;
  /**
   * How many may speak on each kind of motion. A motion that is before the meeting keeps its own numbers (FL27).
   */
  motion_speakers?: MotionSpeakers | null;
  seen?: number | null;
  reason?: string;
}
/**
 * Speaking time by category, in seconds. `group` also applies to a party that speaks for a group (FL15).
 *
 * `order` is that of points of order and motions (FL13), `on_motion` that of those who speak for or against a motion
 * (FL27), `explanation` that of explanations of vote (FL29), whatever the category.
 */
export interface Limits {
  state: number;
  group: number;
  observer: number;
  other: number;
  order: number;
  explanation: number;
  on_motion: number;
}
/**
 * Set all speaking times to those of a kind of meeting: limits, rights of reply, and whether turns end by
 * themselves.
 */
export interface ApplyPreset {
  type: "floor.apply_preset";
  preset: "conference" | "general_assembly" | "who";
  seen?: number | null;
  reason?: string;
}
/**
 * Set the time budget: in how many minutes the session has to end, or null for the session's planned end (FL17).
 */
export interface SetBudget {
  type: "floor.set_budget";
  minutes: number | null;
  seen?: number | null;
  reason?: string;
}
/**
 * Put the list in order (FL7). The next two keep their places.
 *
 * `shown` is the order of the preview. Refused as `floor.list_changed` if the result would now differ.
 */
export interface OrderList {
  type: "floor.order";
  policy:
    "first_come" | "alphabetical" | "precedence" | "lots" | "groups_first" | "alternate_places" | "alternate_regions";
  language?: string;
  letter?: string;
  draws_letter?: boolean;
  /**
   * @maxItems 1000
   */
  shown: Shown[];
  reason?: string;
}
/**
 * An entry as the preview shows it, with its number of moves.
 */
export interface Shown {
  entry: string;
  moves: number;
}
/**
 * Undo the last ordering (FL7).
 */
export interface UndoOrder {
  type: "floor.undo_order";
  ordering: string;
}
/**
 * Hand in a written statement: at most 500 words, or 800 on behalf of a group (FL4).
 */
export interface SubmitStatement {
  /**
   * A BCP 47 tag, such as `fj` or `zh-Hant`.
   */
  language: string;
  on_behalf_of?: string;
  /**
   * Whether it will be spoken or read out. It is then held until the party is called.
   */
  spoken?: boolean;
  /**
   * The kind of turn in which it will be spoken. Group names that differ only in spelling count as one group.
   */
  kind?: "statement" | "intervention";
  /**
   * A held statement of the party, which this one replaces.
   */
  replaces?: string | null;
  type: "written.submit";
  /**
   * Whether the text is HTML. Tags that are not allowed are removed.
   */
  rich?: boolean;
  text: string;
}
/**
 * Take back a held text of the seat's own party (FL4).
 */
export interface WithdrawStatement {
  type: "written.withdraw";
  statement: string;
}
/**
 * Submit my technical check, which replaces the previous one. The server decides the verdict.
 */
export interface SubmitCheck {
  type: "check.submit";
  /**
   * The browser's name, version and system, such as `Chromium 140, Linux`.
   */
  browser: string;
  /**
   * @minItems 1
   * @maxItems 8
   */
  lines:
    | [CheckLine]
    | [CheckLine, CheckLine]
    | [CheckLine, CheckLine, CheckLine]
    | [CheckLine, CheckLine, CheckLine, CheckLine]
    | [CheckLine, CheckLine, CheckLine, CheckLine, CheckLine]
    | [CheckLine, CheckLine, CheckLine, CheckLine, CheckLine, CheckLine]
    | [CheckLine, CheckLine, CheckLine, CheckLine, CheckLine, CheckLine, CheckLine]
    | [CheckLine, CheckLine, CheckLine, CheckLine, CheckLine, CheckLine, CheckLine, CheckLine];
}
/**
 * One tested feature. `why` is the front end's code for the finding.
 */
export interface CheckLine {
  name: "browser" | "microphone" | "device" | "band" | "camera" | "speaker" | "udp" | "tcp";
  verdict: "good" | "poor" | "bad" | "absent";
  why: string;
  /**
   * The fraction of packets that did not reach the relay.
   */
  loss: number | null;
  rtt_ms: number | null;
  /**
   * The highest frequency that the browser measured in the sound of the microphone.
   */
  band_hz: number | null;
  /**
   * The loudest level that the relay heard, in dBov (RFC 6464).
   */
  level_dbov: number | null;
}
/**
 * Call the roll of accredited delegations (FL22).
 */
export interface OpenRollCall {
  type: "rollcall.open";
}
/**
 * Answer *present* for a party, or take the answer back. An operator or a moderator names the party (FL22).
 */
export interface AnswerRollCall {
  type: "rollcall.answer";
  roll_call: string;
  party?: string | null;
  present?: boolean;
}
/**
 * Close the roll call. Parties without an answer are absent (FL22).
 */
export interface CloseRollCall {
  type: "rollcall.close";
  roll_call: string;
}
/**
 * Record a decision, with the presence of the last roll call (FL22).
 */
export interface RecordDecision {
  type: "decision.record";
  text: string;
}
/**
 * Add a document, after the others of its session or of the conference. Its files are uploaded afterwards.
 */
export interface AddDocument {
  type: "documents.add";
  title: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
  symbol?: string;
  session?: string | null;
  access?: "public" | "registered" | "delegations" | "staff";
  embargo?: "none" | "until" | "held";
  embargo_until?: string | null;
}
/**
 * Change values of a document. `seen` has the same members as `values`, with the values that the sender saw before.
 *
 * Refused if one of these values has changed since.
 */
export interface ChangeDocument {
  type: "documents.change";
  document: string;
  values: DocumentValues;
  seen: DocumentValues;
}
/**
 * The values of a document that organisers can change.
 */
export interface DocumentValues {
  title?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
  symbol?: string | null;
  session?: string | null;
  access?: ("public" | "registered" | "delegations" | "staff") | null;
  embargo?: ("none" | "until" | "held") | null;
  embargo_until?: string | null;
}
/**
 * Give a document another place among those of its session, or of the conference. The first has 0.
 */
export interface MoveDocument {
  type: "documents.move";
  document: string;
  position: number;
}
/**
 * Remove a document with its files. It can be restored for a day.
 */
export interface RemoveDocument {
  type: "documents.remove";
  document: string;
}
/**
 * Restore a document that was removed.
 */
export interface RestoreDocument {
  type: "documents.restore";
  document: string;
}
/**
 * End the embargo of a document now. Moderators of its session may, too.
 */
export interface ReleaseDocument {
  type: "documents.release";
  document: string;
}
/**
 * Remove a language version of a document. It can be restored for a day.
 */
export interface RemoveFile {
  type: "documents.remove_file";
  file: string;
}
/**
 * Restore a file that was removed or replaced, in place of the present one of its language.
 */
export interface RestoreFile {
  type: "documents.restore_file";
  file: string;
}
/**
 * Create an outcome document with its areas, and an empty paragraph in each.
 */
export interface CreateOutcome {
  type: "outcome.create";
  title: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
  language?: string;
  symbol?: string;
  session?: string | null;
  access?: "public" | "registered" | "delegations" | "staff";
  /**
   * @maxItems 40
   */
  areas?: string[];
}
/**
 * Remove the document. It can be restored.
 */
export interface RemoveOutcome {
  type: "outcome.remove";
}
/**
 * Restore an outcome document that was removed. In the conference's stream: the document's has ended.
 */
export interface RestoreOutcome {
  type: "outcome.restore";
  outcome: string;
}
/**
 * Change values of the document. `seen` has the same members, with the values that the sender saw before.
 */
export interface ChangeOutcome {
  type: "outcome.change";
  values: OutcomeValues;
  seen: OutcomeValues;
}
/**
 * Values of an outcome document. Only those that are given count.
 */
export interface OutcomeValues {
  title?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  } | null;
  symbol?: string | null;
  session?: string | null;
  access?: ("public" | "registered" | "delegations" | "staff") | null;
  amendments_until?: string | null;
}
/**
 * Begin a reading (OD3). Its number is the next one, or the present one again.
 */
export interface BeginReading {
  type: "outcome.begin_reading";
  reading: number;
  amendments_until?: string | null;
}
/**
 * Add paragraphs after another, or at the beginning of the document.
 */
export interface AddParagraphs {
  type: "outcome.add_paragraphs";
  after: string | null;
  /**
   * @minItems 1
   * @maxItems 200
   */
  paragraphs: [NewParagraph, ...NewParagraph[]];
}
/**
 * The kind and text of a paragraph to be added.
 */
export interface NewParagraph {
  kind: "preamble" | "area" | "paragraph" | "item";
  text: string;
}
/**
 * Write the text of a paragraph, if it has not changed since the version that the sender edited (OD4).
 */
export interface WriteParagraph {
  type: "outcome.write";
  paragraph: string;
  version: number;
  text: string;
  kind?: ("preamble" | "area" | "paragraph" | "item") | null;
}
/**
 * Split a paragraph. `at` is an offset in characters; the words before it stay.
 */
export interface SplitParagraph {
  type: "outcome.split";
  paragraph: string;
  version: number;
  at: number;
}
/**
 * Append the text of a paragraph to another, which stays.
 */
export interface JoinParagraphs {
  type: "outcome.join";
  paragraph: string;
  version: number;
  joined: string;
  joined_version: number;
}
/**
 * Undo the split, the join, or the acceptance of amendments that gave a paragraph its version. `paragraph` is the
 * one that stayed.
 *
 * What was attached to the words meanwhile follows them.
 */
export interface UndoWords {
  type: "outcome.undo";
  paragraph: string;
  version: number;
}
/**
 * Move a paragraph after another, or to the beginning of the document.
 */
export interface MoveParagraph {
  type: "outcome.move";
  paragraph: string;
  after: string | null;
}
/**
 * Delete a paragraph. It can be restored.
 */
export interface DeleteParagraph {
  type: "outcome.delete_paragraph";
  paragraph: string;
  version: number;
}
/**
 * Restore a paragraph that was deleted.
 */
export interface RestoreParagraph {
  type: "outcome.restore_paragraph";
  paragraph: string;
}
/**
 * Give all paragraphs labels in their order (OD2).
 */
export interface RenumberParagraphs {
  type: "outcome.renumber";
}
/**
 * Take up a paragraph for discussion, or none. The hall screen shows it (OD6).
 */
export interface TakeUpParagraph {
  type: "outcome.take_up";
  paragraph: string | null;
}
/**
 * Record how far the negotiation of a paragraph is (OD6).
 */
export interface MarkParagraph {
  type: "outcome.mark";
  paragraph: string;
  status: "open" | "ad_referendum" | "agreed";
}
/**
 * Add a citation: something on which a paragraph rests.
 */
export interface Cite {
  type: "outcome.cite";
  paragraph: string;
  kind: "turn" | "statement" | "question" | "note";
  session: string;
  target: string;
  label: string;
  at?: string | null;
}
/**
 * Remove a citation.
 */
export interface RemoveCitation {
  type: "outcome.remove_citation";
  citation: string;
}
/**
 * Propose other words for a range of a paragraph (OD8).
 *
 * An empty range inserts, and an empty text deletes. With `draft`, only the own delegation sees it. Those who draft
 * the document may propose it for a party.
 */
export interface ProposeAmendment {
  type: "outcome.propose";
  paragraph: string;
  version: number;
  start: number;
  end: number;
  text: string;
  draft?: boolean;
  party?: string | null;
}
/**
 * Propose a new paragraph after another, or at the beginning of the document (OD8).
 */
export interface ProposeParagraph {
  type: "outcome.propose_paragraph";
  after: string | null;
  text: string;
  draft?: boolean;
  party?: string | null;
}
/**
 * Change the words of a draft. Or renew, on the paragraph's present text, an amendment that a change of the text
 * overtook.
 *
 * An amendment keeps its number. Its supporters are asked again.
 */
export interface ChangeAmendment {
  type: "outcome.change_amendment";
  amendment: string;
  version: number;
  start: number;
  end: number;
  text: string;
}
/**
 * Delete a draft of an amendment.
 */
export interface DiscardDraft {
  type: "outcome.discard_draft";
  amendment: string;
}
/**
 * Table a draft: it gets its number, and everyone who follows the document sees it.
 */
export interface TableAmendment {
  type: "outcome.table";
  amendment: string;
}
/**
 * Withdraw an amendment.
 */
export interface WithdrawAmendment {
  type: "outcome.withdraw_amendment";
  amendment: string;
}
/**
 * Support an amendment of another delegation.
 */
export interface SupportAmendment {
  type: "outcome.support";
  amendment: string;
  party?: string | null;
}
/**
 * End the support of an amendment.
 */
export interface EndSupport {
  type: "outcome.end_support";
  amendment: string;
  party?: string | null;
}
/**
 * Accept an amendment: the paragraph gets its words. `version` is the paragraph's, as the sender saw it.
 */
export interface AcceptAmendment {
  type: "outcome.accept";
  amendment: string;
  version: number;
}
/**
 * Merge amendments to one paragraph: the paragraph gets the text that the sender wrote.
 */
export interface MergeAmendments {
  type: "outcome.merge";
  /**
   * @minItems 1
   * @maxItems 50
   */
  amendments: [string, ...string[]];
  paragraph: string;
  version: number;
  text: string;
}
/**
 * Reject an amendment, with a reason.
 */
export interface RejectAmendment {
  type: "outcome.reject";
  amendment: string;
  reason: string;
}
/**
 * Put an amendment that was rejected or withdrawn on the table again.
 */
export interface ReconsiderAmendment {
  type: "outcome.reconsider";
  amendment: string;
}
/**
 * Comment on a paragraph, or on a range of its words.
 */
export interface CommentParagraph {
  type: "outcome.comment";
  paragraph: string;
  version: number;
  start?: number | null;
  end?: number | null;
  text: string;
}
/**
 * Mark a comment as dealt with, or open it again.
 */
export interface ResolveComment {
  type: "outcome.resolve_comment";
  comment: string;
  resolved?: boolean;
}
/**
 * Remove a comment of one's own delegation.
 */
export interface RemoveComment {
  type: "outcome.remove_comment";
  comment: string;
}
/**
 * Ask whether the document can be adopted by consensus. Delegations can object for `seconds` seconds (OD9).
 */
export interface AskConsensus {
  type: "outcome.ask_consensus";
  seconds: number;
}
/**
 * Object to the consensus, for one's own delegation. The desk objects for a party.
 */
export interface ObjectToConsensus {
  type: "outcome.object";
  reason?: string;
  party?: string | null;
}
/**
 * Withdraw an objection to the consensus.
 */
export interface WithdrawObjection {
  type: "outcome.withdraw_objection";
  party?: string | null;
}
/**
 * Adopt the document with the gavel, when the moment for objections is over (OD9).
 */
export interface AdoptByConsensus {
  type: "outcome.adopt";
}
/**
 * Begin a silence procedure: at the deadline the document is adopted unless a delegation objected (OD10).
 */
export interface BeginSilence {
  type: "outcome.begin_silence";
  until: string;
  remind_at?: string | null;
}
/**
 * Give a silence procedure a later deadline. A reminder that was not sent yet stays unless another is given.
 */
export interface ExtendSilence {
  type: "outcome.extend_silence";
  until: string;
  remind_at?: string | null;
}
/**
 * Break the silence, for one's own delegation, with a reason or without one.
 */
export interface BreakSilence {
  type: "outcome.break_silence";
  reason?: string;
  party?: string | null;
}
/**
 * End a procedure without a result. The text can change again.
 */
export interface EndProcedure {
  type: "outcome.end_procedure";
}
/**
 * Attach a reservation or an explanation of position to the document or to one paragraph (OD11).
 */
export interface Reserve {
  type: "outcome.reserve";
  kind: "reservation" | "explanation";
  text: string;
  paragraph?: string | null;
  party?: string | null;
}
/**
 * Withdraw a reservation or an explanation of position.
 */
export interface WithdrawReservation {
  type: "outcome.withdraw_reservation";
  reservation: string;
}
/**
 * Correct the adopted text: `wrong` stands in the paragraph, and should read `right` (OD12).
 */
export interface AddCorrigendum {
  type: "outcome.correct";
  paragraph: string;
  wrong: string;
  right: string;
  note?: string;
}
/**
 * Write a paragraph in another language. An empty text removes it.
 *
 * `of_version` is the version that was translated. `seen` is the text that stood there before: if somebody else
 * changed it, the command is refused.
 */
export interface TranslateParagraph {
  type: "outcome.translate";
  paragraph: string;
  language: string;
  of_version: number;
  text: string;
  seen?: string;
}
/**
 * Say that the sender edits a paragraph now. Repeated every few seconds while its editor is open (OD4).
 */
export interface BeginEditing {
  type: "outcome.begin_editing";
  paragraph: string;
}
/**
 * Say that the sender has closed the editor of a paragraph.
 */
export interface EndEditing {
  type: "outcome.end_editing";
  paragraph: string;
}
/**
 * Add a correction to an item of the minutes. Nothing is overwritten (FL25).
 */
export interface CorrectMinutes {
  type: "minutes.correct";
  of: "entry" | "turn" | "ruling" | "decision" | "roll_call" | "question" | "vote" | "order" | "written";
  item: string;
  text: string;
  reason: string;
}
/**
 * Write a note, tied to a turn, or to a moment if none is named (MN1).
 */
export interface WriteNote {
  type: "minutes.note";
  turn?: string | null;
  at?: string | null;
  text: string;
}
/**
 * Change a note, if it has not changed since the version that the sender edited. It is a draft again (MN2).
 */
export interface ChangeNote {
  type: "minutes.change_note";
  note: string;
  version: number;
  text: string;
}
/**
 * Say that a note is ready for review.
 */
export interface SubmitNote {
  type: "minutes.submit_note";
  note: string;
}
/**
 * Approve a note: it is part of the minutes (MN3).
 */
export interface ApproveNote {
  type: "minutes.approve_note";
  note: string;
  version: number;
}
/**
 * Remove a note.
 */
export interface RemoveNote {
  type: "minutes.remove_note";
  note: string;
}
/**
 * Restore a note that was removed. It is a draft.
 */
export interface RestoreNote {
  type: "minutes.restore_note";
  note: string;
}
/**
 * Ask that a note be corrected, for one's own delegation (MN4).
 */
export interface AskCorrection {
  type: "minutes.ask_correction";
  note: string;
  text: string;
}
/**
 * Accept a correction, with the note's new text, or decline it with an answer (MN4).
 *
 * With a text, `version` is that of the note that the sender saw.
 */
export interface AnswerCorrection {
  type: "minutes.answer_correction";
  request: string;
  version?: number | null;
  text?: string | null;
  answer?: string;
}
/**
 * Ask a question. It waits for a moderator's approval. `for_party`: in the name of the asker's party.
 */
export interface AskQuestion {
  type: "question.ask";
  text: string;
  anonymous?: boolean;
  for_party?: boolean;
  language?: string;
  addressee?: string;
}
/**
 * Change the words of one's own question while it waits for approval.
 */
export interface ReviseQuestion {
  type: "question.revise";
  question: string;
  text: string;
}
/**
 * Take one's own question back, unless it is being answered or was decided.
 */
export interface WithdrawQuestion {
  type: "question.withdraw";
  question: string;
}
/**
 * Decline the floor that a moderator offered for one's own question.
 */
export interface DeclineFloor {
  type: "question.decline_floor";
  question: string;
}
/**
 * Show a question to everyone.
 */
export interface ApproveQuestion {
  type: "question.approve";
  question: string;
}
/**
 * Dismiss a question. The asker sees the reason.
 */
export interface DismissQuestion {
  type: "question.dismiss";
  question: string;
  reason: string;
}
/**
 * Merge a question into another. Both askers follow the other one. A person's votes for both count once.
 */
export interface MergeQuestion {
  type: "question.merge";
  question: string;
  into: string;
}
/**
 * Pin an approved question to the hall screen. It replaces the pinned one.
 */
export interface PinQuestion {
  type: "question.pin";
  question: string;
}
/**
 * Take the pinned question off the hall screen.
 */
export interface UnpinQuestion {
  type: "question.unpin";
  question: string;
}
/**
 * Take up a question: it is answered now, in the turn that has the floor.
 *
 * The question that was taken up before it is answered.
 */
export interface BeginAnswer {
  type: "question.begin_answer";
  question: string;
}
/**
 * Mark a question as answered in the room. It leaves the hall screen.
 */
export interface AnswerQuestion {
  type: "question.answer";
  question: string;
}
/**
 * Answer a question in writing, also after the session. It replaces an earlier written answer.
 */
export interface WriteAnswer {
  type: "question.write_answer";
  question: string;
  answer: string;
}
/**
 * Defer a question. Everyone sees the reason, which says until when or to whom.
 */
export interface DeferQuestion {
  type: "question.defer";
  question: string;
  reason: string;
}
/**
 * Undo the last decision on a question. A merged one stands for itself again.
 */
export interface RestoreQuestion {
  type: "question.restore";
  question: string;
}
/**
 * Change the words of a question. `seen` are the words that the sender saw. Everyone sees the earlier wording.
 */
export interface EditQuestion {
  type: "question.edit";
  question: string;
  text: string;
  seen: string;
}
/**
 * Set the labels of a question. Only moderators see them.
 */
export interface LabelQuestion {
  type: "question.label";
  question: string;
  /**
   * @maxItems 25
   */
  labels: string[];
}
/**
 * Keep the other moderators away from a question for ten minutes. `take_over` ends another moderator's claim.
 */
export interface ClaimQuestion {
  type: "question.claim";
  question: string;
  take_over?: boolean;
}
/**
 * End one's own claim.
 */
export interface ReleaseQuestion {
  type: "question.release";
  question: string;
}
/**
 * Offer the floor to the asker, who belongs to a party.
 *
 * If the party inscribes then, the question counts as asked from the floor.
 */
export interface OfferFloor {
  type: "question.offer_floor";
  question: string;
}
/**
 * Take back the offer of the floor to a question's asker.
 */
export interface WithdrawOffer {
  type: "question.withdraw_offer";
  question: string;
}
/**
 * Take no more questions of this question's asker in this session.
 */
export interface BlockAsker {
  type: "question.block";
  question: string;
}
/**
 * Take questions of this question's asker again.
 */
export interface UnblockAsker {
  type: "question.unblock";
  question: string;
}
/**
 * Set which questions come next, in order. `seen` is the order that the sender saw.
 */
export interface ArrangeQuestions {
  type: "question.arrange";
  /**
   * @maxItems 25
   */
  next_up: string[];
  seen: string[];
}
/**
 * Set how the session takes questions. What is left out stays.
 *
 * `seen` are values that the sender saw: if one of them is another now, nothing is changed.
 */
export interface SetQuestionPolicy {
  type: "question.set_policy";
  is_open?: boolean | null;
  anonymity?: ("forbidden" | "moderators" | "nobody") | null;
  slow_s?: number | null;
  max_pending?: number | null;
  hides_votes?: boolean | null;
  words?: string[] | null;
  seen?: SeenQuestionPolicy | null;
}
/**
 * Values of the policy as the sender of a change saw them.
 */
export interface SeenQuestionPolicy {
  is_open: boolean | null;
  anonymity: ("forbidden" | "moderators" | "nobody") | null;
  slow_s: number | null;
  max_pending: number | null;
  hides_votes: boolean | null;
  words: string[] | null;
}
/**
 * Vote for an approved question, once.
 */
export interface VoteQuestion {
  type: "question.vote";
  question: string;
}
/**
 * Withdraw the sender's vote for a question.
 */
export interface WithdrawVote {
  type: "question.withdraw_vote";
  question: string;
}
/**
 * Write a message to a channel.
 */
export interface SendMessage {
  type: "message.send";
  channel: string;
  text: string;
  reply_to?: string | null;
}
/**
 * Change the words of one's own message, within 15 minutes.
 */
export interface EditMessage {
  type: "message.edit";
  message: string;
  text: string;
}
/**
 * Delete one's own message, or as a moderator any message that one reads. It stays visible that there was a
 * message.
 */
export interface DeleteMessage {
  type: "message.delete";
  message: string;
}
/**
 * Undo a moderator's deletion.
 */
export interface RestoreMessage {
  type: "message.restore";
  message: string;
}
/**
 * Show a held message to everyone.
 */
export interface ApproveMessage {
  type: "message.approve";
  message: string;
}
/**
 * Keep a message at the top of its channel, in place of the one before.
 *
 * In a delegation's channel each member may do it: the lectern of its speaker shows the message.
 */
export interface PinMessage {
  type: "message.pin";
  message: string;
}
/**
 * Take a message from the top of its channel.
 */
export interface UnpinMessage {
  type: "message.unpin";
  message: string;
}
/**
 * Take no more messages to everyone of this message's author in this session.
 */
export interface BlockWriter {
  type: "message.block";
  message: string;
}
/**
 * Take messages of this message's author again.
 */
export interface UnblockWriter {
  type: "message.unblock";
  message: string;
}
/**
 * Set how the session takes messages to everyone. What is left out stays.
 */
export interface SetMessagePolicy {
  type: "message.set_policy";
  mode?: ("open" | "approved" | "read_only" | "off") | null;
  slow_s?: number | null;
}
/**
 * React to a message that one reads. A second time has no effect.
 */
export interface React {
  type: "message.react";
  message: string;
  kind: "agree" | "thanks" | "question";
}
/**
 * Withdraw a reaction.
 */
export interface WithdrawReaction {
  type: "message.withdraw_reaction";
  message: string;
  kind: "agree" | "thanks" | "question";
}
/**
 * Say that the sender has read a channel up to a message. A mark never goes back.
 */
export interface MarkRead {
  type: "message.mark_read";
  channel: string;
  message: string;
}
/**
 * Announce something to everybody in a session.
 */
export interface Announce {
  type: "announcement.make";
  texts: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
}
/**
 * Withdraw an announcement to a session.
 */
export interface WithdrawAnnouncement {
  type: "announcement.withdraw";
  announcement: string;
}
/**
 * Show a withdrawn announcement to a session again.
 */
export interface RestoreAnnouncement {
  type: "announcement.restore";
  announcement: string;
}
/**
 * Announce something to everybody in the conference.
 */
export interface AnnounceToConference {
  type: "announcement.make_to_conference";
  texts: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$".
     */
    [k: string]: string;
  };
}
/**
 * Withdraw an announcement to the conference.
 */
export interface WithdrawFromConference {
  type: "announcement.withdraw_from_conference";
  announcement: string;
}
/**
 * Show a withdrawn announcement to the conference again.
 */
export interface RestoreToConference {
  type: "announcement.restore_to_conference";
  announcement: string;
}
/**
 * Prepare a poll. Only moderators see it until it is opened.
 */
export interface DraftPoll {
  type: "poll.draft";
  kind: "single" | "multiple" | "rating" | "ranking" | "words";
  question: string;
  /**
   * @maxItems 25
   */
  options?: string[];
  most?: number;
  anonymous?: boolean;
  results?: "live" | "after";
}
/**
 * Change a poll that was not opened yet. `seen` is the poll as the sender saw it.
 */
export interface EditPoll {
  type: "poll.edit";
  poll: string;
  seen: SeenPoll;
  kind: "single" | "multiple" | "rating" | "ranking" | "words";
  question: string;
  /**
   * @maxItems 25
   */
  options?: string[];
  most?: number;
  anonymous?: boolean;
  results?: "live" | "after";
}
/**
 * What the sender of a change saw of a poll.
 */
export interface SeenPoll {
  kind: "single" | "multiple" | "rating" | "ranking" | "words";
  question: string;
  options: string[];
  most: number;
  anonymous: boolean;
  results: "live" | "after";
}
/**
 * Move a poll that was not opened yet to a place among those that wait. The first place is 0.
 */
export interface MovePoll {
  type: "poll.move";
  poll: string;
  position: number;
}
/**
 * Delete a poll that was not opened yet. It can be restored for a day.
 */
export interface DeletePoll {
  type: "poll.delete";
  poll: string;
}
/**
 * Restore a poll that was deleted, at its former place.
 */
export interface RestorePoll {
  type: "poll.restore";
  poll: string;
}
/**
 * Open a poll: from now on people answer it. A session has one open poll at a time.
 */
export interface OpenPoll {
  type: "poll.open";
  poll: string;
}
/**
 * Undo the opening of a poll that nobody has answered yet: it waits again.
 */
export interface UndoOpenPoll {
  type: "poll.undo_open";
  poll: string;
}
/**
 * Close a poll. Its result is final, and everyone sees it.
 */
export interface ClosePoll {
  type: "poll.close";
  poll: string;
}
/**
 * Show a poll on the hall screen, with its result if everyone may see that.
 */
export interface ShowPoll {
  type: "poll.show";
  poll: string;
}
/**
 * Take a poll off the hall screen.
 */
export interface HidePoll {
  type: "poll.hide";
  poll: string;
}
/**
 * Hide a word of a word cloud from everyone but moderators.
 */
export interface HideWord {
  type: "poll.hide_word";
  poll: string;
  word: string;
}
/**
 * Show a word of a word cloud that was hidden.
 */
export interface ShowWord {
  type: "poll.show_word";
  poll: string;
  word: string;
}
/**
 * Answer the open poll, or change one's own answer to it.
 *
 * `choices` are the numbers of the options, from 1 on: one of `single`, at most `most` of `multiple`, the figure of
 * `rating`, and in `ranking` the best first. `words` are for a word cloud. `salt` is random: the server stores a
 * digest of this command, and without the salt the choice could be guessed from it.
 */
export interface AnswerPoll {
  type: "poll.answer";
  poll: string;
  /**
   * @maxItems 25
   */
  choices?: number[];
  /**
   * @maxItems 25
   */
  words?: string[];
  salt: string;
}
/**
 * React to what was released of a session. A second time has no effect.
 */
export interface AddReleaseReaction {
  type: "reaction.add";
  item: string;
  kind: "agree" | "thanks" | "question";
}
/**
 * Withdraw a reaction to what was released of a session.
 */
export interface WithdrawReleaseReaction {
  type: "reaction.withdraw";
  item: string;
  kind: "agree" | "thanks" | "question";
}
/**
 * Stream `outcome/…`: react to an adopted outcome document. A second time has no effect.
 */
export interface AddOutcomeReaction {
  type: "reaction.add_to_outcome";
  kind: "agree" | "thanks" | "question";
}
/**
 * Stream `outcome/…`: withdraw a reaction to an outcome document.
 */
export interface WithdrawOutcomeReaction {
  type: "reaction.withdraw_from_outcome";
  kind: "agree" | "thanks" | "question";
}
/**
 * Call for help. A person can have one open call.
 */
export interface CallForHelp {
  type: "help.call";
  line: HelpLine;
  text?: string;
  /**
   * The caller's name, if the seat has none.
   */
  name?: string;
}
/**
 * The state of the caller's connections, as the caller's page reports it.
 */
export interface HelpLine {
  /**
   * The path of the page, such as `/session/4`.
   */
  page: string;
  /**
   * The state of the page's WebSocket.
   */
  connection: string;
  /**
   * The state of the page's connection to the relay. `off` if the page sends no sound or picture.
   */
  publishing: string;
  loss: number | null;
  rtt_ms: number | null;
  browser: string;
}
/**
 * Add a message to an open call, as its caller or as staff. `line` updates the caller's connections.
 */
export interface SayForHelp {
  type: "help.say";
  call: string;
  text: string;
  line?: HelpLine | null;
}
/**
 * Close a call, as its caller or as staff.
 */
export interface CloseHelp {
  type: "help.close";
  call: string;
}
/**
 * Take back the video statement of the seat's own party.
 */
export interface RemoveVideoStatement {
  type: "video_statement.remove";
}
/**
 * Set the languages into which the session is interpreted, in the order in which listeners choose them.
 *
 * A channel that is left out is closed. Those who listen to it hear the floor.
 *
 * `seen` has the languages that the sender saw. If null, they are not checked.
 */
export interface SetChannels {
  type: "interpretation.set_channels";
  /**
   * @maxItems 12
   */
  languages:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string];
  seen?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | null;
}
/**
 * Set the sign language into which the session is interpreted. An empty one closes the channel.
 *
 * `seen` is the one that the sender saw. If null, it is not checked.
 */
export interface SetSignChannel {
  type: "interpretation.set_sign_channel";
  language: string;
  seen?: string | null;
}
/**
 * Show the sign-language interpreter on the hall screen beside what it shows, or no longer.
 */
export interface ShowSignInHall {
  type: "interpretation.show_sign_in_hall";
  shown: boolean;
}
/**
 * Begin to interpret into a channel in which nobody is on duty.
 */
export interface GoOnDuty {
  type: "interpretation.go_on_duty";
  language: string;
}
/**
 * Stop interpreting. Those who listen to the channel hear the floor.
 */
export interface GoOffDuty {
  type: "interpretation.go_off_duty";
  language: string;
}
/**
 * Let the booth in the hall interpret into a channel, in place of whoever is on duty there.
 */
export interface PutHallOnDuty {
  type: "interpretation.put_hall_on_duty";
  language: string;
}
/**
 * Let the booth in the hall interpret no more. Those who listen to the channel hear the floor.
 */
export interface TakeHallOffDuty {
  type: "interpretation.take_hall_off_duty";
  language: string;
}
/**
 * Let a colleague take over, once the other of the two accepts, or `now`.
 *
 * It is sent by the interpreter on duty, or by the one who is to take over (`to`).
 */
export interface HandOverBooth {
  type: "interpretation.hand_over";
  language: string;
  to: string;
  now?: boolean;
}
/**
 * Accept the handover that the colleague offered.
 */
export interface AcceptHandover {
  type: "interpretation.accept_handover";
  language: string;
}
/**
 * Take back, or decline, a handover that was offered.
 */
export interface CancelHandover {
  type: "interpretation.cancel_handover";
  language: string;
}
/**
 * Choose what the booth interprets from: the floor, or another channel.
 */
export interface ChooseIncoming {
  type: "interpretation.choose_incoming";
  language: string;
  /**
   * The language of another channel (relay interpretation), or empty for the floor.
   */
  incoming: string;
}
/**
 * Choose the channel into which a booth works: its own language (A), or another one of the session (B).
 *
 * If the booth would hear itself by relay, it interprets from the floor from now on.
 */
export interface ChooseOutgoing {
  type: "interpretation.choose_outgoing";
  language: string;
  outgoing: string;
}
/**
 * Set how the booths of the session work together. What is left out stays.
 */
export interface SetInterpretationPolicy {
  type: "interpretation.set_policy";
  meeting?: ("interlock" | "override") | null;
  holds_clock?: boolean | null;
}
/**
 * Ask the speaker to slow down. The speaker and the chair see it.
 */
export interface AskSlower {
  type: "interpretation.ask_slower";
  language: string;
}
/**
 * Report to the operator and the chair that the sound in the booth is bad.
 */
export interface ReportSound {
  type: "interpretation.report_sound";
  language: string;
}
/**
 * Record the session from now on. Everyone is told. Persons on air are recorded once they acknowledge it.
 */
export interface StartSessionRecording {
  type: "session_recording.start";
}
/**
 * Stop recording the session. Its files are finished in the background.
 */
export interface StopSessionRecording {
  type: "session_recording.stop";
  recording: string;
}
/**
 * Acknowledge the recording. Until then it does not record what this person sends.
 */
export interface AcknowledgeSessionRecording {
  type: "session_recording.acknowledge";
  recording: string;
}
/**
 * Make one MP4 of a finished recording, in the background.
 */
export interface MakeProgramme {
  type: "session_recording.make_programme";
  recording: string;
}
/**
 * Delete the files of a finished recording for good. The minutes still say that there was one.
 */
export interface DeleteSessionRecording {
  type: "session_recording.delete";
  recording: string;
}
/**
 * Begin captions in a language.
 */
export interface OpenCaptions {
  type: "captions.open";
  language: string;
}
/**
 * End captions in a language. What was written stays.
 */
export interface CloseCaptions {
  type: "captions.close";
  language: string;
}
/**
 * Show the captions of a language on the hall screen, instead of those of another; none with an empty one.
 */
export interface ShowCaptionsInHall {
  type: "captions.show_in_hall";
  language: string | "";
}
/**
 * Show words that may still change. Not journaled.
 */
export interface WriteComingCaption {
  type: "caption.write_coming";
  language: string;
  text: string;
}
/**
 * Write a final caption.
 */
export interface WriteCaption {
  type: "caption.write";
  language: string;
  text: string;
  /**
   * `prepared`: words of the text that the delegation handed in to be spoken, to be checked against delivery. What
   * speech recognition writes is `automatic`, whatever it says.
   */
  source?: "captioner" | "prepared";
  /**
   * How long ago the first of the words was spoken, in milliseconds.
   */
  began_ms_ago?: number;
  ended_ms_ago?: number;
}
/**
 * Correct one's own caption, shortly after it was written.
 */
export interface CorrectCaption {
  type: "caption.correct";
  caption: string;
  text: string;
}
/**
 * Take a caption from all screens and from the minutes.
 */
export interface RemoveCaption {
  type: "caption.remove";
  caption: string;
}
/**
 * Show a removed caption again.
 */
export interface RestoreCaption {
  type: "caption.restore";
  caption: string;
}
/**
 * Publish a part of a closed session to readers, or change its readers. `seen` are the readers that the sender saw.
 *
 * If nothing was decided, the minutes and questions of a session are open to `entrants`, and the recording to
 * `nobody`.
 */
export interface PublishPart {
  type: "publication.publish";
  part: "minutes" | "recording" | "questions";
  readers: "delegations" | "participants" | "entrants" | "everyone";
  seen: "nobody" | "delegations" | "participants" | "entrants" | "everyone";
}
/**
 * Withdraw a part of a closed session from its readers. Those who run the session may still read it.
 */
export interface WithdrawPart {
  type: "publication.withdraw";
  part: "minutes" | "recording" | "questions";
  seen: "nobody" | "delegations" | "participants" | "entrants" | "everyone";
}
export interface Events {
  "session.opened": SessionOpened;
  "session.suspended": SessionSuspended;
  "session.adjourned": SessionAdjourned;
  "session.resumed": SessionResumed;
  "session.closed": SessionClosed;
  "programme.session_changed": SessionChanged;
  "programme.rehearsal_begun": RehearsalBegun;
  "programme.edited": ProgrammeEdited;
  "session.access_changed": AccessChanged;
  "parties.added": PartyAdded;
  "parties.most_members_set": MaxMembersSet;
  "parties.members_added": MembersAdded;
  "parties.joined": Joined;
  "parties.left": Left;
  "parties.roles_changed": RolesChanged;
  "programme.session_added": SessionAdded;
  "programme.session_edited": SessionEdited;
  "programme.agenda_set": AgendaSet;
  "programme.session_cancelled": SessionCancelled;
  "programme.session_restored": SessionRestored;
  "programme.plan_edited": PlanEdited;
  "programme.conference_copied": ConferenceCopied;
  "programme.conference_made": ConferenceMade;
  "parties.changed": PartyChanged;
  "parties.removed": PartyRemoved;
  "people.changed": PersonChanged;
  "invitations.sent": InvitationsSent;
  "invitations.letter_written": LetterWritten;
  "invitations.revoked": InvitationRevoked;
  "invitations.accepted": InvitationAccepted;
  "session_roles.given": SessionRoleGiven;
  "session_roles.taken": SessionRoleTaken;
  "registration.was_set": RegistrationSet;
  "registration.changed": RegistrationChanged;
  "press.journalist_added": JournalistAdded;
  "presence.checked_in": CheckedIn;
  "presence.checked_out": CheckedOut;
  "presence.arrived": PartyArrived;
  "presence.left": PartyLeft;
  "floor.language_set": LanguageSet;
  "floor.list_opened": ListOpened;
  "floor.list_closed": ListClosed;
  "floor.inscribed": Inscribed;
  "floor.withdrawn": Withdrawn;
  "floor.restored": Restored;
  "floor.speaker_changed": SpeakerChanged;
  "floor.moved": Moved;
  "floor.granted": Granted;
  "floor.ended": Ended;
  "floor.extended": Extended;
  "floor.turn_suspended": TurnSuspended;
  "floor.turn_resumed": TurnResumed;
  "floor.turned_to_replies": TurnedToReplies;
  "floor.inscribed_many": InscribedMany;
  "clashes.changed": ClashesChanged;
  "floor.seated": Seated;
  "floor.unseated": Unseated;
  "floor.holder_dropped": HolderDropped;
  "floor.holder_returned": HolderReturned;
  "floor.waited": Waited;
  "floor.mode_changed": ModeChanged;
  "floor.returned_to_list": ReturnedToList;
  "floor.called_later": CalledLater;
  "floor.playback_started": PlaybackStarted;
  "floor.reader_named": ReaderNamed;
  "floor.confirmed_in_hall": Confirmed;
  "floor.unconfirmed_in_hall": ConfirmationTakenBack;
  "floor.handed_over": HandedOver;
  "sound.plays_at": PlaysAt;
  "floor.recognised": Recognised;
  "floor.ruled": Ruled;
  "floor.motion_ruled_out": MotionRuledOut;
  "floor.asked_on_motion": AskedOnMotion;
  "floor.heard_on_motion": HeardOnMotion;
  "floor.motion_withdrawn": MotionWithdrawn;
  "floor.appeal_raised": AppealRaised;
  "floor.appeal_withdrawn": AppealWithdrawn;
  "vote.explanations_taken": ExplanationsTaken;
  "vote.put": VotePut;
  "vote.ballot_cast": BallotCast;
  "vote.objected": VoteObjected;
  "vote.corrected": VoteCorrected;
  "vote.closed": VoteClosed;
  "vote.dropped": VoteDropped;
  "proposal.added": ProposalAdded;
  "proposal.changed": ProposalChanged;
  "proposal.withdrawn": ProposalWithdrawn;
  "floor.swap_proposed": SwapProposed;
  "floor.swapped": Swapped;
  "floor.swap_declined": SwapDeclined;
  "floor.swap_cancelled": SwapCancelled;
  "floor.item_named": ItemNamed;
  "floor.item_taken_up": ItemTakenUp;
  "floor.carried_over": CarriedOver;
  "floor.carried_in": CarriedIn;
  "floor.limits_set": LimitsSet;
  "floor.budget_set": BudgetSet;
  "floor.ordered": Ordered;
  "floor.order_undone": OrderUndone;
  "written.submitted": StatementSubmitted;
  "written.withdrawn": StatementWithdrawn;
  "check.submitted": CheckSubmitted;
  "rollcall.opened": RollCallOpened;
  "rollcall.answered": RollCallAnswered;
  "rollcall.closed": RollCallClosed;
  "decision.recorded": DecisionRecorded;
  "documents.added": DocumentAdded;
  "documents.changed": DocumentChanged;
  "documents.moved": DocumentsMoved;
  "documents.removed": DocumentRemoved;
  "documents.restored": DocumentRestored;
  "documents.released": DocumentReleased;
  "documents.file_added": FileAdded;
  "documents.file_removed": FileRemoved;
  "documents.access_followed": AccessFollowed;
  "outcome.created": OutcomeCreated;
  "outcome.removed": OutcomeRemoved;
  "outcome.restored": OutcomeRestored;
  "outcome.told": OutcomeTold;
  "outcome.changed": OutcomeChanged;
  "outcome.reading_began": ReadingBegan;
  "outcome.paragraphs_added": ParagraphsAdded;
  "outcome.written": ParagraphWritten;
  "outcome.split_done": ParagraphSplit;
  "outcome.joined": ParagraphsJoined;
  "outcome.split_undone": SplitUndone;
  "outcome.join_undone": JoinUndone;
  "outcome.acceptance_undone": AcceptanceUndone;
  "outcome.moved": ParagraphMoved;
  "outcome.paragraph_deleted": ParagraphDeleted;
  "outcome.paragraph_restored": ParagraphRestored;
  "outcome.renumbered": ParagraphsRenumbered;
  "outcome.taken_up": ParagraphTakenUp;
  "outcome.marked": ParagraphMarked;
  "outcome.cited": Cited;
  "outcome.citation_removed": CitationRemoved;
  "outcome.drafted": AmendmentDrafted;
  "outcome.tabled": AmendmentTabled;
  "outcome.amendment_renewed": AmendmentRenewed;
  "outcome.amendment_withdrawn": AmendmentWithdrawn;
  "outcome.supported": AmendmentSupported;
  "outcome.accepted": AmendmentAccepted;
  "outcome.rejected": AmendmentRejected;
  "outcome.reconsidered": AmendmentReconsidered;
  "outcome.commented": Commented;
  "outcome.comment_resolved": CommentResolved;
  "outcome.comment_removed": CommentRemoved;
  "outcome.procedure_began": ProcedureBegan;
  "outcome.procedure_extended": ProcedureExtended;
  "outcome.silence_reminded": SilenceReminded;
  "outcome.objected": ConsensusObjected;
  "outcome.objection_withdrawn": ObjectionWithdrawn;
  "outcome.silence_broken": SilenceBroken;
  "outcome.procedure_ended": ProcedureEnded;
  "outcome.document_adopted": OutcomeAdopted;
  "outcome.reserved": Reserved;
  "outcome.reservation_withdrawn": ReservationWithdrawn;
  "outcome.corrected": CorrigendumAdded;
  "outcome.translated": ParagraphTranslated;
  "minutes.corrected": MinutesCorrected;
  "minutes.note_written": NoteWritten;
  "minutes.note_submitted": NoteSubmitted;
  "minutes.note_approved": NoteApproved;
  "minutes.note_removed": NoteRemoved;
  "minutes.note_restored": NoteRestored;
  "minutes.correction_asked": CorrectionAsked;
  "minutes.correction_answered": CorrectionAnswered;
  "question.asked": QuestionAsked;
  "question.revised": QuestionRevised;
  "question.withdrawn": QuestionWithdrawn;
  "question.floor_declined": FloorDeclined;
  "question.approved": QuestionApproved;
  "question.dismissed": QuestionDismissed;
  "question.merged": QuestionMerged;
  "question.pinned": QuestionPinned;
  "question.unpinned": QuestionUnpinned;
  "question.answer_begun": AnswerBegun;
  "question.answered": QuestionAnswered;
  "question.answer_written": AnswerWritten;
  "question.deferred": QuestionDeferred;
  "question.restored": QuestionRestored;
  "question.edited": QuestionEdited;
  "question.labelled": QuestionLabelled;
  "question.claimed": QuestionClaimed;
  "question.released": QuestionReleased;
  "question.floor_offered": FloorOffered;
  "question.offer_withdrawn": OfferWithdrawn;
  "question.asker_blocked": AskerBlocked;
  "question.asker_unblocked": AskerUnblocked;
  "question.arranged": QuestionsArranged;
  "question.policy_set": QuestionPolicySet;
  "message.sent": MessageSent;
  "message.edited": MessageEdited;
  "message.deleted": MessageDeleted;
  "message.restored": MessageRestored;
  "message.approved": MessageApproved;
  "message.pinned": MessagePinned;
  "message.unpinned": MessageUnpinned;
  "message.writer_blocked": WriterBlocked;
  "message.writer_unblocked": WriterUnblocked;
  "message.group_reactions_changed": GroupReactionsChanged;
  "message.policy_set": MessagePolicySet;
  "announcement.made": AnnouncementMade;
  "announcement.withdrawn": AnnouncementWithdrawn;
  "announcement.restored": AnnouncementRestored;
  "poll.drafted": PollDrafted;
  "poll.edited": PollEdited;
  "poll.moved": PollsMoved;
  "poll.deleted": PollDeleted;
  "poll.restored": PollRestored;
  "poll.opened": PollOpened;
  "poll.opening_undone": PollOpeningUndone;
  "poll.closed": PollClosed;
  "poll.shown": PollShown;
  "poll.hidden": PollHidden;
  "poll.words_chosen": WordsChosen;
  "help.called": HelpCalled;
  "help.said": HelpSaid;
  "help.closed": HelpClosed;
  "video_statement.received": VideoStatementReceived;
  "video_statement.progressed": VideoStatementProgressed;
  "video_statement.ready": VideoStatementReady;
  "video_statement.failed": VideoStatementFailed;
  "video_statement.removed": VideoStatementRemoved;
  "interpretation.channels_set": ChannelsSet;
  "interpretation.sign_channel_set": SignChannelSet;
  "interpretation.sign_shown_in_hall": SignShownInHall;
  "interpretation.went_on_duty": WentOnDuty;
  "interpretation.went_off_duty": WentOffDuty;
  "interpretation.hall_went_on_duty": HallWentOnDuty;
  "interpretation.hall_went_off_duty": HallWentOffDuty;
  "interpretation.handover_offered": HandoverOffered;
  "interpretation.handed_over": BoothHandedOver;
  "interpretation.handover_cancelled": HandoverCancelled;
  "interpretation.incoming_chosen": IncomingChosen;
  "interpretation.outgoing_chosen": OutgoingChosen;
  "interpretation.policy_set": InterpretationPolicySet;
  "interpretation.slower_asked": SlowerAsked;
  "interpretation.sound_reported": SoundReported;
  "media.booth_key_revoked": BoothKeyRevoked;
  "session_recording.started": SessionRecordingStarted;
  "session_recording.stopped": SessionRecordingStopped;
  "session_recording.acknowledged": SessionRecordingAcknowledged;
  "session_recording.ready": SessionRecordingReady;
  "session_recording.programme_progressed": ProgrammeProgressed;
  "session_recording.programme_made": ProgrammeMade;
  "session_recording.deleted": SessionRecordingDeleted;
  "captions.opened": CaptionsOpened;
  "captions.closed": CaptionsClosed;
  "captions.shown_in_hall": CaptionsShownInHall;
  "caption.written": CaptionWritten;
  "caption.corrected": CaptionCorrected;
  "caption.removed": CaptionRemoved;
  "caption.restored": CaptionRestored;
  "publication.published": PartPublished;
  "publication.withdrawn": PartWithdrawn;
  "publication.shown": PublicationShown;
  "journal.head_recorded": HeadRecorded;
  "journal.restored": JournalRestored;
  "journal.erased": EntriesErased;
}
/**
 * The session is open.
 */
export interface SessionOpened {
  type: "session.opened";
}
/**
 * The session is suspended.
 */
export interface SessionSuspended {
  type: "session.suspended";
  reason: string;
}
/**
 * The session is adjourned: it goes on at `resumes_at`.
 */
export interface SessionAdjourned {
  type: "session.adjourned";
  resumes_at: string;
  reason: string;
}
/**
 * The session goes on.
 */
export interface SessionResumed {
  type: "session.resumed";
}
/**
 * The session is over. `ended` is the turn that ended with it. `interrupted` are the turns that waited, for example
 * for a ruling.
 *
 * `unheard` are the entries that still waited: they were not heard.
 */
export interface SessionClosed {
  type: "session.closed";
  ended: string | null;
  ended_overtime: number;
  interrupted: string[];
  unheard: string[];
}
/**
 * Stream `conference/…`: a session's state or its present speaker changed.
 */
export interface SessionChanged {
  type: "programme.session_changed";
  session: string;
}
/**
 * Simulated delegations may join this scheduled session, which is a rehearsal from now on.
 */
export interface RehearsalBegun {
  type: "programme.rehearsal_begun";
}
/**
 * Rows of the programme, parties or participants were changed together, as by an import.
 */
export interface ProgrammeEdited {
  type: "programme.edited";
}
/**
 * The access policy of the session changed.
 */
export interface AccessChanged {
  type: "session.access_changed";
  access: "public" | "code" | "registered" | "delegations" | "staff";
}
/**
 * A party takes part from now on.
 */
export interface PartyAdded {
  type: "parties.added";
  party: string;
}
/**
 * To the staff: the maximum number of members of a party was set.
 */
export interface MaxMembersSet {
  type: "parties.most_members_set";
  party: string;
  most_members: number | null;
}
/**
 * Participants have a part in the conference from now on. None of them has to have an account yet.
 */
export interface MembersAdded {
  type: "parties.members_added";
  participants: string[];
}
/**
 * A participant has a part in the conference from now on.
 */
export interface Joined {
  type: "parties.joined";
  participant: string;
}
/**
 * A participant has no part any more: no party, no roles and no access.
 */
export interface Left {
  type: "parties.left";
  participant: string;
}
/**
 * A participant has other roles.
 */
export interface RolesChanged {
  type: "parties.roles_changed";
  participant: string;
  roles: (
    | "moderator"
    | "panellist"
    | "delegate"
    | "head"
    | "operator"
    | "audience"
    | "organiser"
    | "interpreter"
    | "rapporteur"
    | "captioner"
    | "hall_screen"
  )[];
}
/**
 * Stream `conference/…`: the programme has another session.
 */
export interface SessionAdded {
  type: "programme.session_added";
  session: string;
}
/**
 * Streams `session/…` and `conference/…`: what is planned of a session was changed.
 */
export interface SessionEdited {
  type: "programme.session_edited";
  session: string;
  fields: string[];
}
/**
 * Stream `session/…`: the session has another agenda.
 */
export interface AgendaSet {
  type: "programme.agenda_set";
  items: string[];
}
/**
 * Streams `session/…` and `conference/…`: a session will not be held.
 */
export interface SessionCancelled {
  type: "programme.session_cancelled";
  session: string;
}
/**
 * Streams `session/…` and `conference/…`: a cancelled session will be held after all.
 */
export interface SessionRestored {
  type: "programme.session_restored";
  session: string;
}
/**
 * Stream `conference/…`: a room, theme, day or the conference itself was added, changed or removed.
 */
export interface PlanEdited {
  type: "programme.plan_edited";
  what: "conference" | "day" | "room" | "theme" | "session";
  id: string;
  act: "added" | "changed" | "removed";
  fields: string[];
}
/**
 * Stream `conference/…`, for the staff: a new conference was made with the plan of this one.
 */
export interface ConferenceCopied {
  type: "programme.conference_copied";
  slug: string;
}
/**
 * Stream `conference/…`, its first event: the conference was made with the plan of another one.
 */
export interface ConferenceMade {
  type: "programme.conference_made";
  /**
   * The slug of the conference whose plan was copied.
   */
  like: string;
}
/**
 * A party was changed.
 */
export interface PartyChanged {
  type: "parties.changed";
  party: string;
  fields: string[];
}
/**
 * A party was removed.
 */
export interface PartyRemoved {
  type: "parties.removed";
  party: string;
}
/**
 * A participant was changed.
 */
export interface PersonChanged {
  type: "people.changed";
  participant: string;
  fields: string[];
}
/**
 * Invitations or reminders were put into the outbox.
 */
export interface InvitationsSent {
  type: "invitations.sent";
  kind: "invitation" | "reminder";
  count: number;
  party: string | null;
}
/**
 * The conference's own text of its invitations or reminders changed.
 */
export interface LetterWritten {
  type: "invitations.letter_written";
  kind: "invitation" | "reminder";
  language: string;
}
/**
 * The link of a participant's invitation is invalid.
 */
export interface InvitationRevoked {
  type: "invitations.revoked";
  participant: string;
}
/**
 * A participant accepted its invitation, and has an account.
 */
export interface InvitationAccepted {
  type: "invitations.accepted";
  participant: string;
}
/**
 * A participant has a role in one session.
 */
export interface SessionRoleGiven {
  type: "session_roles.given";
  session: string;
  participant: string;
  role: "moderator" | "panellist" | "delegate" | "operator" | "interpreter" | "rapporteur" | "captioner";
  language: string;
}
/**
 * A participant no longer has a role in one session.
 */
export interface SessionRoleTaken {
  type: "session_roles.taken";
  session: string;
  participant: string;
  role: "moderator" | "panellist" | "delegate" | "operator" | "interpreter" | "rapporteur" | "captioner";
  language: string;
}
/**
 * Registration was opened or closed.
 */
export interface RegistrationSet {
  type: "registration.was_set";
  open: boolean;
}
/**
 * There are new registrations, or registrations were decided, or moved up from the waiting list. To moderators,
 * operators and organisers.
 */
export interface RegistrationChanged {
  type: "registration.changed";
  /**
   * @maxItems 500
   */
  registrations: string[];
  state: "asked" | "waiting" | "registered" | "declined";
}
/**
 * A journalist has a part in the conference from now on.
 */
export interface JournalistAdded {
  type: "press.journalist_added";
  party: string;
  participant: string;
}
/**
 * A member of a party has come to the hall.
 */
export interface CheckedIn {
  type: "presence.checked_in";
  participant: string;
}
/**
 * A member of a party has left the hall.
 */
export interface CheckedOut {
  type: "presence.checked_out";
  participant: string;
}
/**
 * A party is present in the session.
 */
export interface PartyArrived {
  type: "presence.arrived";
  party: string;
}
/**
 * A party has left: none of its members was connected during the grace period.
 */
export interface PartyLeft {
  type: "presence.left";
  party: string;
}
/**
 * The language of an entry, or of its turn, is another one.
 */
export interface LanguageSet {
  type: "floor.language_set";
  entry: string;
  party: string;
  language: string;
}
/**
 * The list of speakers is open.
 */
export interface ListOpened {
  type: "floor.list_opened";
  closes_at: string | null;
}
/**
 * The list of speakers is closed.
 */
export interface ListClosed {
  type: "floor.list_closed";
  reason: string;
}
/**
 * A party is on the list. `group_warning` names a group on the list to which it also belongs (FL5).
 */
export interface Inscribed {
  type: "floor.inscribed";
  entry: string;
  party: string;
  kind:
    "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote" | "on_motion";
  motion:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  mode: "live" | "video_statement" | "read_out";
  place: "hall" | "remote";
  late_reason: string;
  group_warning: string;
  item: number;
}
/**
 * An entry left the list.
 */
export interface Withdrawn {
  type: "floor.withdrawn";
  entry: string;
  party: string;
  reason: string;
}
/**
 * A withdrawn entry is on the list again, in its former place.
 */
export interface Restored {
  type: "floor.restored";
  entry: string;
  party: string;
}
/**
 * Another member is named to speak for an entry, or speaks now.
 */
export interface SpeakerChanged {
  type: "floor.speaker_changed";
  entry: string;
  party: string;
  speaker: string;
}
/**
 * An entry took another place. Places count from 1 (FL8).
 */
export interface Moved {
  type: "floor.moved";
  entry: string;
  party: string;
  place_left: number;
  place_taken: number;
  reason: string;
}
/**
 * A party has the floor. `ended` is the turn that this grant ended, if there was one, with its party and what was
 * left of its time in seconds.
 */
export interface Granted {
  type: "floor.granted";
  turn: string;
  entry: string;
  party: string;
  token: number;
  allotted: number;
  ended: string | null;
  ended_overtime: number;
  ended_party: string | null;
  ended_left: number;
  /**
   * What the entry lacked, if it was called although it was not ready (FL19).
   */
  not_ready:
    | (
        | "ready"
        | "absent"
        | "no_line"
        | "no_microphone"
        | "not_heard"
        | "silent"
        | "lossy"
        | "slow"
        | "not_confirmed"
        | "no_video_statement"
        | "converting"
      )
    | null;
}
/**
 * A turn is over. `overtime` is in seconds (FL16).
 */
export interface Ended {
  type: "floor.ended";
  turn: string;
  party: string;
  by:
    | "closed"
    | "revoked"
    | "finished"
    | "next"
    | "time"
    | "session"
    | "ruled"
    | "voted"
    | "returned"
    | "withdrawn"
    | "lapsed";
  spoken: number;
  overtime: number;
  reason: string;
  /**
   * The turn that has the floor again, if this was a point of order that ended without a ruling (FL13).
   */
  returned: string | null;
}
/**
 * The present turn has more time.
 */
export interface Extended {
  type: "floor.extended";
  turn: string;
  party: string;
  seconds: number;
  reason: string;
}
/**
 * Clock and microphone of the present turn stopped.
 */
export interface TurnSuspended {
  type: "floor.turn_suspended";
  turn: string;
  party: string;
  reason: string;
}
/**
 * The present turn goes on.
 */
export interface TurnResumed {
  type: "floor.turn_resumed";
  turn: string;
  party: string;
}
/**
 * A moderator turned to the rights of reply, or back to the list of speakers (FL14).
 */
export interface TurnedToReplies {
  type: "floor.turned_to_replies";
  takes_replies: boolean;
}
/**
 * Several parties were put on the list at once.
 */
export interface InscribedMany {
  type: "floor.inscribed_many";
  rows: InscribedRow[];
  late_reason: string;
}
/**
 * One of the entries that a bulk inscription made.
 */
export interface InscribedRow {
  entry: string;
  party: string;
  kind:
    "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote" | "on_motion";
  mode: "live" | "video_statement" | "read_out";
  place: "hall" | "remote";
  /**
   * A group on the list to which the party also belongs (FL5).
   */
  group_warning: string;
}
/**
 * To staff: the conflicts of these parties changed.
 */
export interface ClashesChanged {
  type: "clashes.changed";
  parties: string[];
}
/**
 * A participant has a standing microphone.
 */
export interface Seated {
  type: "floor.seated";
  slot: "chair" | "panel-1" | "panel-2" | "panel-3" | "panel-4" | "panel-5" | "panel-6";
  participant: string;
}
/**
 * A place on the podium is free.
 */
export interface Unseated {
  type: "floor.unseated";
  slot: "chair" | "panel-1" | "panel-2" | "panel-3" | "panel-4" | "panel-5" | "panel-6";
  participant: string;
}
/**
 * The line of the holder, or of the `hall`, dropped. Clock and microphone stopped (FL20).
 */
export interface HolderDropped {
  type: "floor.holder_dropped";
  turn: string;
  party: string;
  hall: boolean;
  held_until: string;
}
/**
 * The line is back. The clock `resumed`, unless the chair had suspended the turn (FL20).
 */
export interface HolderReturned {
  type: "floor.holder_returned";
  turn: string;
  party: string;
  hall: boolean;
  resumed: boolean;
}
/**
 * The floor is held for another grace period (FL20).
 */
export interface Waited {
  type: "floor.waited";
  turn: string;
  party: string;
  held_until: string;
}
/**
 * After its line dropped, the present turn goes on as a video statement, or is read out (FL20).
 */
export interface ModeChanged {
  type: "floor.mode_changed";
  turn: string;
  party: string;
  mode: "live" | "video_statement" | "read_out";
}
/**
 * A turn ended and its entry waits again. `place` counts from 1, `spoken` is in seconds (FL20).
 */
export interface ReturnedToList {
  type: "floor.returned_to_list";
  turn: string;
  entry: string;
  party: string;
  place: number;
  spoken: number;
  reason: string;
}
/**
 * An entry is called later. Places count from 1 (FL19).
 */
export interface CalledLater {
  type: "floor.called_later";
  entry: string;
  party: string;
  place_left: number;
  place_taken: number;
  reason: string;
}
/**
 * The introduction is over, and the video statement plays.
 */
export interface PlaybackStarted {
  type: "floor.playback_started";
  turn: string;
  party: string;
}
/**
 * The reader of a statement was named (FL4).
 */
export interface ReaderNamed {
  type: "floor.reader_named";
  entry: string;
  party: string;
  reader: string;
}
/**
 * The speaker of an entry was seen in the hall (FL18).
 */
export interface Confirmed {
  type: "floor.confirmed_in_hall";
  entry: string;
  party: string;
}
/**
 * A confirmation was taken back: the speaker is not in the hall (FL18).
 */
export interface ConfirmationTakenBack {
  type: "floor.unconfirmed_in_hall";
  entry: string;
  party: string;
}
/**
 * Another moderator presides from now on (FL20). `chair_was_here` says whether the previous one was connected.
 */
export interface HandedOver {
  type: "floor.handed_over";
  participant: string;
  before: string | null;
  chair_was_here: boolean;
}
/**
 * Another page plays the sound in the hall.
 */
export interface PlaysAt {
  type: "sound.plays_at";
  player: string;
}
/**
 * A point of order or a motion has the floor. `interrupted` is the turn that waits, if there is one (FL13).
 *
 * `during_vote` is the vote under way: the point of order concerns the conduct of the voting. `not_ready` says what
 * the entry lacked.
 */
export interface Recognised {
  type: "floor.recognised";
  turn: string;
  entry: string;
  party: string;
  kind:
    "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote" | "on_motion";
  motion:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  token: number;
  allotted: number;
  interrupted: string | null;
  during_vote: string | null;
  not_ready:
    | (
        | "ready"
        | "absent"
        | "no_line"
        | "no_microphone"
        | "not_heard"
        | "silent"
        | "lossy"
        | "slow"
        | "not_confirmed"
        | "no_video_statement"
        | "converting"
      )
    | null;
}
/**
 * The chair ruled. `returned` is the turn that has the floor again. `resumed` says whether its clock runs
 * (FL13).
 */
export interface Ruled {
  type: "floor.ruled";
  turn: string;
  entry: string;
  party: string;
  ruling: "upheld" | "not_upheld" | "noted";
  text: string;
  during_vote: string | null;
  spoken: number;
  returned: string | null;
  resumed: boolean;
}
/**
 * The chair ruled a motion out of order. `returned` is the turn that has the floor again (FL13).
 */
export interface MotionRuledOut {
  type: "floor.motion_ruled_out";
  turn: string;
  entry: string;
  party: string;
  motion: "suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other";
  text: string;
  spoken: number;
  returned: string | null;
  resumed: boolean;
}
/**
 * A party asks to speak for or against a motion (FL27).
 */
export interface AskedOnMotion {
  type: "floor.asked_on_motion";
  entry: string;
  motion: string;
  party: string;
  side: "for" | "against";
}
/**
 * A party has the floor for or against a motion (FL27). `ended` is the turn that this ended, if there was one, with
 * its party and what was left of its time in seconds. `not_ready` says what the entry lacked.
 */
export interface HeardOnMotion {
  type: "floor.heard_on_motion";
  turn: string;
  entry: string;
  motion: string;
  party: string;
  side: "for" | "against";
  token: number;
  allotted: number;
  ended: string | null;
  ended_overtime: number;
  ended_party: string | null;
  ended_left: number;
  not_ready:
    | (
        | "ready"
        | "absent"
        | "no_line"
        | "no_microphone"
        | "not_heard"
        | "silent"
        | "lossy"
        | "slow"
        | "not_confirmed"
        | "no_video_statement"
        | "converting"
      )
    | null;
}
/**
 * A motion was withdrawn before the vote. `returned` is the turn that has the floor again (FL27).
 */
export interface MotionWithdrawn {
  type: "floor.motion_withdrawn";
  motion: string;
  party: string;
  returned: string | null;
  resumed: boolean;
}
/**
 * A party appeals against the ruling, which has to be put to the vote (FL13).
 */
export interface AppealRaised {
  type: "floor.appeal_raised";
  ruling: string;
  party: string;
}
/**
 * The appeal against the ruling was withdrawn before the vote (FL13).
 */
export interface AppealWithdrawn {
  type: "floor.appeal_withdrawn";
  ruling: string;
  party: string;
}
/**
 * Explanations of vote are now taken on a proposal, `after` the vote or before it. Without one, they are no longer
 * taken (FL29).
 */
export interface ExplanationsTaken {
  type: "vote.explanations_taken";
  proposal: string | null;
  after: boolean;
  /**
   * The entries that left the list.
   */
  ended: string[];
}
/**
 * A vote begins. `interrupted` is the turn that waits, if there is one (FL13, FL28).
 */
export interface VotePut {
  type: "vote.put";
  vote: string;
  subject: "appeal" | "motion" | "proposal" | "indicative";
  method: "show_of_hands" | "electronic" | "roll_call" | "without_a_vote";
  majority: "simple" | "two_thirds";
  party: string | null;
  motion:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  motion_text: string;
  of: string | null;
  proposal: string | null;
  question: string;
  /**
   * The speaking time in seconds of the turn that the vote ended: the mover's, or that of a speaker on the motion.
   */
  spoken: number;
  interrupted: string | null;
}
/**
 * A party voted, or voted anew (FL28).
 */
export interface BallotCast {
  type: "vote.ballot_cast";
  vote: string;
  party: string;
  answer: "yes" | "no" | "abstain" | "pass" | "absent" | "object" | "";
  place: "hall" | "remote";
}
/**
 * A party objects to a decision without a vote, or took its objection back (FL28).
 */
export interface VoteObjected {
  type: "vote.objected";
  vote: string;
  party: string;
  objects: boolean;
}
/**
 * A party said after the vote what it had intended to vote (FL28).
 */
export interface VoteCorrected {
  type: "vote.corrected";
  vote: string;
  party: string;
  answer: "yes" | "no" | "abstain";
}
/**
 * A vote has a result. `returned` is the turn that has the floor again. `resumed` says whether its clock runs.
 *
 * `lapsed` are the motions that waited, and are void because this one was carried. `list_closed` and
 * `session_suspended` say what a carried motion did by itself (FL27).
 */
export interface VoteClosed {
  type: "vote.closed";
  vote: string;
  subject: "appeal" | "motion" | "proposal" | "indicative";
  method: "show_of_hands" | "electronic" | "roll_call" | "without_a_vote";
  party: string | null;
  motion:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  motion_text: string;
  of: string | null;
  proposal: string | null;
  question: string;
  in_favour: number;
  against: number;
  abstentions: number;
  carried: boolean | null;
  lapsed: string[];
  list_closed: boolean;
  session_suspended: boolean;
  returned: string | null;
  resumed: boolean;
}
/**
 * A vote ended without a result (FL13, FL28).
 */
export interface VoteDropped {
  type: "vote.dropped";
  vote: string;
  subject: "appeal" | "motion" | "proposal" | "indicative";
  party: string | null;
  reason: string;
  returned: string | null;
  resumed: boolean;
}
/**
 * A proposal is before the session.
 */
export interface ProposalAdded {
  type: "proposal.added";
  proposal: string;
  symbol: string;
  title: string;
  sponsors: string[];
}
/**
 * A proposal was corrected.
 */
export interface ProposalChanged {
  type: "proposal.changed";
  proposal: string;
  symbol: string;
  title: string;
  sponsors: string[];
}
/**
 * A proposal was withdrawn by its sponsors.
 */
export interface ProposalWithdrawn {
  type: "proposal.withdrawn";
  proposal: string;
}
/**
 * To moderators: a party asked another to change places (FL9).
 */
export interface SwapProposed {
  type: "floor.swap_proposed";
  swap: string;
  party: string;
  with_party: string;
}
/**
 * Two parties changed places. The places are the new ones and count from 1 (FL9).
 */
export interface Swapped {
  type: "floor.swapped";
  swap: string;
  entry: string;
  party: string;
  place: number;
  with_entry: string;
  with_party: string;
  with_place: number;
}
/**
 * To moderators: the other party declined (FL9).
 */
export interface SwapDeclined {
  type: "floor.swap_declined";
  swap: string;
  party: string;
  with_party: string;
}
/**
 * To moderators: a proposal was taken back (FL9).
 */
export interface SwapCancelled {
  type: "floor.swap_cancelled";
  swap: string;
  party: string;
  with_party: string;
}
/**
 * An item of the agenda has another title, or is new.
 */
export interface ItemNamed {
  type: "floor.item_named";
  item: number;
  title: string;
}
/**
 * The session takes up another item, with its list of speakers. `waiting` is the number of entries on that list.
 */
export interface ItemTakenUp {
  type: "floor.item_taken_up";
  item: number;
  title: string;
  waiting: number;
}
/**
 * Entries that were not heard were carried to the list of another session.
 */
export interface CarriedOver {
  type: "floor.carried_over";
  to: string;
  entries: string[];
}
/**
 * Parties that were not heard in another session were put on this list, in the order in which they stood there.
 */
export interface CarriedIn {
  type: "floor.carried_in";
  session: string;
  rows: CarriedRow[];
}
/**
 * An entry that came from another session.
 */
export interface CarriedRow {
  entry: string;
  party: string;
  kind:
    "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote" | "on_motion";
}
/**
 * The speaking time of all waiting entries changed, or whether turns end by themselves.
 *
 * `lower` means that some entries have less time than before.
 */
export interface LimitsSet {
  type: "floor.limits_set";
  limits: Limits;
  ends_turns: boolean;
  reply_limits: number[];
  motion_speakers: MotionSpeakers;
  preset: ("conference" | "general_assembly" | "who") | null;
  lower: boolean;
  reason: string;
}
/**
 * To moderators: the time budget changed. Null means the session's planned end (FL17).
 */
export interface BudgetSet {
  type: "floor.budget_set";
  ends_by: string | null;
  reason: string;
}
/**
 * The list was put in order. `places` are the old and new places (FL8).
 */
export interface Ordered {
  type: "floor.ordered";
  ordering: string;
  policy:
    "first_come" | "alphabetical" | "precedence" | "lots" | "groups_first" | "alternate_places" | "alternate_regions";
  language: string;
  letter: string;
  seed: string;
  places: Displaced[];
  reason: string;
}
/**
 * An entry that changed its place. Places count from 1.
 */
export interface Displaced {
  entry: string;
  left: number;
  taken: number;
}
/**
 * An ordering was undone. The next two kept their places (FL7).
 */
export interface OrderUndone {
  type: "floor.order_undone";
  ordering: string;
  places: Displaced[];
}
/**
 * A party handed in a written statement, or the text of a statement that it will speak.
 */
export interface StatementSubmitted {
  type: "written.submitted";
  statement: string;
  party: string;
  held: boolean;
  replaced: boolean;
}
/**
 * A party took back a held text.
 */
export interface StatementWithdrawn {
  type: "written.withdrawn";
  statement: string;
  party: string;
}
/**
 * A participant submitted a technical check. To moderators, operators and organisers.
 */
export interface CheckSubmitted {
  type: "check.submitted";
  participant: string;
}
/**
 * A roll call of this many accredited delegations is open.
 */
export interface RollCallOpened {
  type: "rollcall.opened";
  roll_call: string;
  accredited: number;
}
/**
 * A party answered, or took its answer back.
 */
export interface RollCallAnswered {
  type: "rollcall.answered";
  roll_call: string;
  party: string;
  present: boolean;
  place: "hall" | "remote";
}
/**
 * The result of a roll call: who is present, and whether that is enough to open and to decide.
 */
export interface RollCallClosed {
  type: "rollcall.closed";
  roll_call: string;
  present: string[];
  accredited: number;
  may_open: boolean;
  may_decide: boolean;
}
/**
 * A decision was taken. `present` is how many of the accredited delegations were there.
 */
export interface DecisionRecorded {
  type: "decision.recorded";
  decision: string;
  text: string;
  roll_call: string;
  present: string[];
  accredited: number;
  needed: number;
}
/**
 * The conference or a session has another document.
 */
export interface DocumentAdded {
  type: "documents.added";
  document: string;
}
/**
 * Values of a document were changed.
 */
export interface DocumentChanged {
  type: "documents.changed";
  document: string;
}
/**
 * The documents of a session, or of the conference, have another order.
 */
export interface DocumentsMoved {
  type: "documents.moved";
  session: string | null;
}
/**
 * A document was removed.
 */
export interface DocumentRemoved {
  type: "documents.removed";
  document: string;
}
/**
 * A removed document is back.
 */
export interface DocumentRestored {
  type: "documents.restored";
  document: string;
}
/**
 * The embargo of a document ended. `by_time` is true if its moment came, and false if somebody released it.
 */
export interface DocumentReleased {
  type: "documents.released";
  document: string;
  by_time: boolean;
}
/**
 * A document has a file in a language. `replaces` is the former file of that language.
 */
export interface FileAdded {
  type: "documents.file_added";
  document: string;
  file: string;
  language: string;
  replaces: string | null;
}
/**
 * A language version of a document was removed.
 */
export interface FileRemoved {
  type: "documents.file_removed";
  document: string;
  file: string;
  language: string;
}
/**
 * The access policy of a session changed. So did the circle of people who may see the session's documents.
 */
export interface AccessFollowed {
  type: "documents.access_followed";
  session: string;
}
/**
 * The conference has another outcome document. Withheld from everyone else if not everyone may see it.
 */
export interface OutcomeCreated {
  type: "outcome.created";
  outcome: string;
}
/**
 * The document was removed.
 */
export interface OutcomeRemoved {
  type: "outcome.removed";
}
/**
 * A removed outcome document is back. Withheld like `outcome.created`.
 */
export interface OutcomeRestored {
  type: "outcome.restored";
  outcome: string;
}
/**
 * What the conference sees of an outcome document changed: its title, access, state or reading, or it is gone.
 *
 * Withheld like `outcome.created`, unless everyone could see the document before.
 */
export interface OutcomeTold {
  type: "outcome.told";
  outcome: string;
  /**
   * Whether it was adopted just now.
   */
  adopted: boolean;
}
/**
 * Values of the document were changed.
 */
export interface OutcomeChanged {
  type: "outcome.changed";
}
/**
 * A reading began.
 */
export interface ReadingBegan {
  type: "outcome.reading_began";
  reading: number;
}
/**
 * The document has more paragraphs.
 */
export interface ParagraphsAdded {
  type: "outcome.paragraphs_added";
  paragraphs: string[];
}
/**
 * The text of a paragraph changed. It was that of version `before`, and is now that of `version`.
 */
export interface ParagraphWritten {
  type: "outcome.written";
  paragraph: string;
  before: number;
  version: number;
  /**
   * The numbers of the amendments that were accepted or merged into it.
   */
  amendments: number[];
}
/**
 * The words of a paragraph from the token `token` on are now the paragraph `into`.
 */
export interface ParagraphSplit {
  type: "outcome.split_done";
  paragraph: string;
  into: string;
  before: number;
  token: number;
}
/**
 * The text of the paragraph `joined` is now at the end of another, after `tokens` tokens.
 */
export interface ParagraphsJoined {
  type: "outcome.joined";
  paragraph: string;
  joined: string;
  tokens: number;
}
/**
 * A paragraph has its words again that were the paragraph `split_off`.
 */
export interface SplitUndone {
  type: "outcome.split_undone";
  paragraph: string;
  split_off: string;
  /**
   * The version in which it was split.
   */
  split: number;
}
/**
 * The words of a paragraph from the token `tokens` on are the paragraph `restored` again.
 */
export interface JoinUndone {
  type: "outcome.join_undone";
  paragraph: string;
  restored: string;
  /**
   * The version in which they were joined.
   */
  join: number;
  tokens: number;
}
/**
 * A paragraph has the words again that it had before amendments were accepted or merged. They are on the table
 * again.
 */
export interface AcceptanceUndone {
  type: "outcome.acceptance_undone";
  paragraph: string;
  /**
   * The version in which they were accepted.
   */
  acceptance: number;
}
/**
 * A paragraph has another place.
 */
export interface ParagraphMoved {
  type: "outcome.moved";
  paragraph: string;
}
/**
 * A paragraph was deleted.
 */
export interface ParagraphDeleted {
  type: "outcome.paragraph_deleted";
  paragraph: string;
}
/**
 * A deleted paragraph is back.
 */
export interface ParagraphRestored {
  type: "outcome.paragraph_restored";
  paragraph: string;
}
/**
 * The paragraphs have labels in their order.
 */
export interface ParagraphsRenumbered {
  type: "outcome.renumbered";
}
/**
 * The chair took up a paragraph for discussion, or none.
 */
export interface ParagraphTakenUp {
  type: "outcome.taken_up";
  paragraph: string | null;
}
/**
 * The status of a paragraph changed.
 */
export interface ParagraphMarked {
  type: "outcome.marked";
  paragraph: string;
  status: "open" | "ad_referendum" | "agreed";
}
/**
 * A citation was added to a paragraph.
 */
export interface Cited {
  type: "outcome.cited";
  paragraph: string;
  citation: string;
}
/**
 * A citation was removed.
 */
export interface CitationRemoved {
  type: "outcome.citation_removed";
  paragraph: string;
  citation: string;
}
/**
 * A delegation has another draft, or changed one. Only that delegation gets the draft.
 */
export interface AmendmentDrafted {
  type: "outcome.drafted";
}
/**
 * An amendment was tabled.
 */
export interface AmendmentTabled {
  type: "outcome.tabled";
  amendment: string;
  number: number;
}
/**
 * An amendment has other words, on the present text of its paragraph.
 */
export interface AmendmentRenewed {
  type: "outcome.amendment_renewed";
  amendment: string;
  number: number;
}
/**
 * An amendment was withdrawn.
 */
export interface AmendmentWithdrawn {
  type: "outcome.amendment_withdrawn";
  amendment: string;
  number: number;
}
/**
 * A delegation supports an amendment, or ended its support.
 */
export interface AmendmentSupported {
  type: "outcome.supported";
  amendment: string;
  number: number;
  party: string;
  supports: boolean;
}
/**
 * Amendments were accepted, or merged into one text.
 */
export interface AmendmentAccepted {
  type: "outcome.accepted";
  amendments: string[];
  numbers: number[];
  merged: boolean;
}
/**
 * An amendment was rejected.
 */
export interface AmendmentRejected {
  type: "outcome.rejected";
  amendment: string;
  number: number;
}
/**
 * An amendment is on the table again.
 */
export interface AmendmentReconsidered {
  type: "outcome.reconsidered";
  amendment: string;
  number: number;
}
/**
 * A paragraph has another comment.
 */
export interface Commented {
  type: "outcome.commented";
  paragraph: string;
  comment: string;
}
/**
 * A comment was dealt with, or is open again.
 */
export interface CommentResolved {
  type: "outcome.comment_resolved";
  comment: string;
  resolved: boolean;
}
/**
 * A comment was removed.
 */
export interface CommentRemoved {
  type: "outcome.comment_removed";
  comment: string;
}
/**
 * The chair asked for consensus, or a silence procedure began.
 */
export interface ProcedureBegan {
  type: "outcome.procedure_began";
  procedure: string;
  kind: "consensus" | "silence";
  until: string;
}
/**
 * A silence procedure has a later deadline.
 */
export interface ProcedureExtended {
  type: "outcome.procedure_extended";
  procedure: string;
  until: string;
}
/**
 * The delegations were reminded of the deadline of a silence procedure.
 */
export interface SilenceReminded {
  type: "outcome.silence_reminded";
  procedure: string;
}
/**
 * A delegation objected to the consensus.
 */
export interface ConsensusObjected {
  type: "outcome.objected";
  procedure: string;
  party: string;
}
/**
 * A delegation withdrew its objection.
 */
export interface ObjectionWithdrawn {
  type: "outcome.objection_withdrawn";
  procedure: string;
  party: string;
}
/**
 * A delegation broke the silence: the document is not adopted.
 */
export interface SilenceBroken {
  type: "outcome.silence_broken";
  procedure: string;
  party: string;
}
/**
 * A procedure ended without a result.
 */
export interface ProcedureEnded {
  type: "outcome.procedure_ended";
  procedure: string;
}
/**
 * The document was adopted. Its text is frozen.
 */
export interface OutcomeAdopted {
  type: "outcome.document_adopted";
  procedure: string;
  sha256: string;
}
/**
 * A delegation attached a reservation or an explanation of position.
 */
export interface Reserved {
  type: "outcome.reserved";
  reservation: string;
  party: string;
}
/**
 * A reservation or an explanation of position was withdrawn.
 */
export interface ReservationWithdrawn {
  type: "outcome.reservation_withdrawn";
  reservation: string;
}
/**
 * The adopted text has a corrigendum.
 */
export interface CorrigendumAdded {
  type: "outcome.corrected";
  corrigendum: string;
  number: number;
}
/**
 * A paragraph has another text in a language, or none any more.
 */
export interface ParagraphTranslated {
  type: "outcome.translated";
  paragraph: string;
  language: string;
}
/**
 * A correction was added to the minutes.
 */
export interface MinutesCorrected {
  type: "minutes.corrected";
  correction: string;
  of: "entry" | "turn" | "ruling" | "decision" | "roll_call" | "question" | "vote" | "order" | "written";
  item: string;
  text: string;
  reason: string;
}
/**
 * A note was written or changed. Sent only to those who write notes.
 */
export interface NoteWritten {
  type: "minutes.note_written";
  note: string;
}
/**
 * A note is ready for review. Sent only to those who write notes.
 */
export interface NoteSubmitted {
  type: "minutes.note_submitted";
  note: string;
}
/**
 * A note is part of the minutes.
 */
export interface NoteApproved {
  type: "minutes.note_approved";
  note: string;
}
/**
 * A note was removed, or is a draft again. Sent to everyone if it was approved, else only to those who
 * write notes.
 */
export interface NoteRemoved {
  type: "minutes.note_removed";
  note: string;
}
/**
 * A removed note is back. Sent only to those who write notes.
 */
export interface NoteRestored {
  type: "minutes.note_restored";
  note: string;
}
/**
 * A delegation asks that a note be corrected. Sent only to that delegation, and to those who write notes.
 */
export interface CorrectionAsked {
  type: "minutes.correction_asked";
  note: string;
}
/**
 * A correction was accepted or declined. Sent to everyone if the note changed.
 */
export interface CorrectionAnswered {
  type: "minutes.correction_answered";
  note: string;
}
/**
 * Someone asked a question. Only moderators and the asker see it.
 */
export interface QuestionAsked {
  type: "question.asked";
  question: string;
}
/**
 * An asker changed the words of a waiting question.
 */
export interface QuestionRevised {
  type: "question.revised";
  question: string;
}
/**
 * An asker took a question back.
 */
export interface QuestionWithdrawn {
  type: "question.withdrawn";
  question: string;
}
/**
 * An asker declined the floor that was offered for a question.
 */
export interface FloorDeclined {
  type: "question.floor_declined";
  question: string;
}
/**
 * A question is shown to everyone.
 */
export interface QuestionApproved {
  type: "question.approved";
  question: string;
}
/**
 * A question was dismissed.
 */
export interface QuestionDismissed {
  type: "question.dismissed";
  question: string;
}
/**
 * A question was merged into another.
 */
export interface QuestionMerged {
  type: "question.merged";
  question: string;
  into: string;
}
/**
 * A question is on the hall screen.
 */
export interface QuestionPinned {
  type: "question.pinned";
  question: string;
}
/**
 * The hall screen shows no question.
 */
export interface QuestionUnpinned {
  type: "question.unpinned";
  question: string;
}
/**
 * A question is being answered in the room.
 */
export interface AnswerBegun {
  type: "question.answer_begun";
  question: string;
}
/**
 * A question was answered in the room.
 */
export interface QuestionAnswered {
  type: "question.answered";
  question: string;
}
/**
 * A question was answered in writing.
 */
export interface AnswerWritten {
  type: "question.answer_written";
  question: string;
}
/**
 * A question was deferred.
 */
export interface QuestionDeferred {
  type: "question.deferred";
  question: string;
}
/**
 * A decision on a question was undone.
 */
export interface QuestionRestored {
  type: "question.restored";
  question: string;
}
/**
 * A moderator changed the words of a question.
 */
export interface QuestionEdited {
  type: "question.edited";
  question: string;
}
/**
 * The labels of a question changed.
 */
export interface QuestionLabelled {
  type: "question.labelled";
  question: string;
}
/**
 * A moderator works on a question.
 */
export interface QuestionClaimed {
  type: "question.claimed";
  question: string;
}
/**
 * A moderator's claim of a question ended.
 */
export interface QuestionReleased {
  type: "question.released";
  question: string;
}
/**
 * The floor was offered to the asker of a question.
 */
export interface FloorOffered {
  type: "question.floor_offered";
  question: string;
}
/**
 * The floor is not offered to a question's asker any more.
 */
export interface OfferWithdrawn {
  type: "question.offer_withdrawn";
  question: string;
}
/**
 * A person may ask no more questions in the session.
 */
export interface AskerBlocked {
  type: "question.asker_blocked";
  question: string;
}
/**
 * A person may ask questions again.
 */
export interface AskerUnblocked {
  type: "question.asker_unblocked";
  question: string;
}
/**
 * The moderator changed which questions come next.
 */
export interface QuestionsArranged {
  type: "question.arranged";
}
/**
 * How the session takes questions was changed.
 */
export interface QuestionPolicySet {
  type: "question.policy_set";
}
/**
 * Somebody wrote a message.
 */
export interface MessageSent {
  type: "message.sent";
  message: string;
}
/**
 * An author changed the words of a message.
 */
export interface MessageEdited {
  type: "message.edited";
  message: string;
}
/**
 * A message was deleted.
 */
export interface MessageDeleted {
  type: "message.deleted";
  message: string;
}
/**
 * A moderator's deletion was undone.
 */
export interface MessageRestored {
  type: "message.restored";
  message: string;
}
/**
 * A held message is shown to everyone.
 */
export interface MessageApproved {
  type: "message.approved";
  message: string;
}
/**
 * A message is kept at the top of its channel.
 */
export interface MessagePinned {
  type: "message.pinned";
  message: string;
}
/**
 * No message is kept at the top of a channel.
 */
export interface MessageUnpinned {
  type: "message.unpinned";
  message: string;
}
/**
 * A person may write no more messages to everyone in the session.
 */
export interface WriterBlocked {
  type: "message.writer_blocked";
  message: string;
}
/**
 * A person may write messages to everyone again.
 */
export interface WriterUnblocked {
  type: "message.writer_unblocked";
  message: string;
}
/**
 * People reacted to messages in channels of groups, or withdrew that.
 */
export interface GroupReactionsChanged {
  type: "message.group_reactions_changed";
  messages: string[];
}
/**
 * How the session takes messages was changed.
 */
export interface MessagePolicySet {
  type: "message.policy_set";
}
/**
 * Something was announced.
 */
export interface AnnouncementMade {
  type: "announcement.made";
  announcement: string;
}
/**
 * An announcement was withdrawn.
 */
export interface AnnouncementWithdrawn {
  type: "announcement.withdrawn";
  announcement: string;
}
/**
 * A withdrawn announcement is shown again.
 */
export interface AnnouncementRestored {
  type: "announcement.restored";
  announcement: string;
}
/**
 * A poll was prepared. Only moderators see it.
 */
export interface PollDrafted {
  type: "poll.drafted";
  poll: string;
}
/**
 * A poll that was not opened yet was changed.
 */
export interface PollEdited {
  type: "poll.edited";
  poll: string;
}
/**
 * Polls that were not opened yet are in another order.
 */
export interface PollsMoved {
  type: "poll.moved";
  poll: string;
}
/**
 * A poll that was not opened yet was deleted.
 */
export interface PollDeleted {
  type: "poll.deleted";
  poll: string;
}
/**
 * A poll that was deleted waits again.
 */
export interface PollRestored {
  type: "poll.restored";
  poll: string;
}
/**
 * A poll was opened: people answer it.
 */
export interface PollOpened {
  type: "poll.opened";
  poll: string;
}
/**
 * A poll that nobody had answered is not open any more. It waits again.
 */
export interface PollOpeningUndone {
  type: "poll.opening_undone";
  poll: string;
}
/**
 * A poll was closed with this result.
 */
export interface PollClosed {
  type: "poll.closed";
  poll: string;
  result: PollResult;
}
/**
 * The result of a poll. `answers` is the number of people who answered.
 *
 * `counts` has a number for each option, in the order of the options: how many people chose it. In a `rating` it has a
 * number for each figure from 1 to 5, and in a `ranking` the points of each option. `firsts` says for each option of a
 * `ranking` how many people put it first.
 *
 * `words` are the most frequent words that are not hidden. `distinct` is the number of all words that are not hidden.
 * `hidden` are the hidden words. Only moderators get them.
 */
export interface PollResult {
  answers: number;
  counts: number[];
  firsts: number[];
  words: WordCount[];
  distinct: number;
  hidden: WordCount[];
}
/**
 * A word, and how many people wrote it.
 */
export interface WordCount {
  word: string;
  count: number;
}
/**
 * The hall screen shows a poll.
 */
export interface PollShown {
  type: "poll.shown";
  poll: string;
}
/**
 * The hall screen shows no poll.
 */
export interface PollHidden {
  type: "poll.hidden";
  poll: string;
}
/**
 * A moderator hid a word of a word cloud, or showed it again.
 */
export interface WordsChosen {
  type: "poll.words_chosen";
  poll: string;
}
/**
 * Someone calls for help. Only the staff sees it.
 */
export interface HelpCalled {
  type: "help.called";
  call: string;
}
/**
 * A message was added to a call. Only the staff sees it.
 */
export interface HelpSaid {
  type: "help.said";
  call: string;
}
/**
 * A call was closed. Only the staff sees it.
 */
export interface HelpClosed {
  type: "help.closed";
  call: string;
}
/**
 * A party handed in a video statement. It replaces the one before.
 */
export interface VideoStatementReceived {
  type: "video_statement.received";
  party: string;
}
/**
 * The conversion of a video statement has progressed.
 */
export interface VideoStatementProgressed {
  type: "video_statement.progressed";
  party: string;
  percent: number;
}
/**
 * A video statement is converted and can be played.
 */
export interface VideoStatementReady {
  type: "video_statement.ready";
  party: string;
}
/**
 * A video statement could not be converted, and was deleted.
 */
export interface VideoStatementFailed {
  type: "video_statement.failed";
  party: string;
  problem: string;
}
/**
 * A party took its video statement back.
 */
export interface VideoStatementRemoved {
  type: "video_statement.removed";
  party: string;
}
/**
 * The session is interpreted into these languages.
 */
export interface ChannelsSet {
  type: "interpretation.channels_set";
  languages: string[];
}
/**
 * The session is interpreted into this sign language, or into none if it is empty.
 */
export interface SignChannelSet {
  type: "interpretation.sign_channel_set";
  language: string;
}
/**
 * The hall screen shows the sign-language interpreter, or no longer.
 */
export interface SignShownInHall {
  type: "interpretation.sign_shown_in_hall";
  shown: boolean;
}
/**
 * An interpreter began to interpret into a channel.
 */
export interface WentOnDuty {
  type: "interpretation.went_on_duty";
  language: string;
  participant: string;
}
/**
 * An interpreter stopped, and nobody took over.
 */
export interface WentOffDuty {
  type: "interpretation.went_off_duty";
  language: string;
  participant: string;
}
/**
 * The booth in the hall began to interpret into a channel.
 */
export interface HallWentOnDuty {
  type: "interpretation.hall_went_on_duty";
  language: string;
}
/**
 * The booth in the hall stopped.
 */
export interface HallWentOffDuty {
  type: "interpretation.hall_went_off_duty";
  language: string;
}
/**
 * A handover was offered.
 */
export interface HandoverOffered {
  type: "interpretation.handover_offered";
  language: string;
  to: string;
  by: string;
}
/**
 * An interpreter took over from a colleague.
 */
export interface BoothHandedOver {
  type: "interpretation.handed_over";
  language: string;
  to: string;
}
/**
 * A handover was taken back or declined.
 */
export interface HandoverCancelled {
  type: "interpretation.handover_cancelled";
  language: string;
}
/**
 * A booth interprets from the floor, or from another channel.
 */
export interface IncomingChosen {
  type: "interpretation.incoming_chosen";
  language: string;
  incoming: string;
}
/**
 * A booth works into its own channel, or into another.
 */
export interface OutgoingChosen {
  type: "interpretation.outgoing_chosen";
  language: string;
  outgoing: string;
}
/**
 * How the booths of the session work together was changed.
 */
export interface InterpretationPolicySet {
  type: "interpretation.policy_set";
  meeting: "interlock" | "override";
  holds_clock: boolean;
}
/**
 * A booth asked the speaker to slow down.
 */
export interface SlowerAsked {
  type: "interpretation.slower_asked";
  language: string;
}
/**
 * A booth reported that what it hears is bad.
 */
export interface SoundReported {
  type: "interpretation.sound_reported";
  language: string;
}
/**
 * The key of the hall's booth of a language channel was revoked. If the booth was on duty, it no longer is.
 */
export interface BoothKeyRevoked {
  type: "media.booth_key_revoked";
  language: string;
}
/**
 * The session is recorded from now on.
 */
export interface SessionRecordingStarted {
  type: "session_recording.started";
  recording: string;
}
/**
 * The recording was stopped.
 */
export interface SessionRecordingStopped {
  type: "session_recording.stopped";
  recording: string;
  problem: "" | "disk_full" | "write_failed";
}
/**
 * A person acknowledged the recording.
 */
export interface SessionRecordingAcknowledged {
  type: "session_recording.acknowledged";
  recording: string;
  participant: string;
}
/**
 * The files of a recording can be downloaded.
 */
export interface SessionRecordingReady {
  type: "session_recording.ready";
  recording: string;
}
/**
 * The MP4 of a recording was asked for, or has progressed.
 */
export interface ProgrammeProgressed {
  type: "session_recording.programme_progressed";
  recording: string;
  percent: number;
}
/**
 * The MP4 of a recording can be downloaded, or could not be made.
 */
export interface ProgrammeMade {
  type: "session_recording.programme_made";
  recording: string;
  made: boolean;
}
/**
 * The files of a recording were deleted.
 */
export interface SessionRecordingDeleted {
  type: "session_recording.deleted";
  recording: string;
}
/**
 * Captions in a language began.
 */
export interface CaptionsOpened {
  type: "captions.opened";
  language: string;
}
/**
 * Captions in a language ended.
 */
export interface CaptionsClosed {
  type: "captions.closed";
  language: string;
}
/**
 * The hall screen shows the captions of a language, or none.
 */
export interface CaptionsShownInHall {
  type: "captions.shown_in_hall";
  language: string;
}
/**
 * A caption was written.
 */
export interface CaptionWritten {
  type: "caption.written";
  caption: string;
}
/**
 * A caption was corrected.
 */
export interface CaptionCorrected {
  type: "caption.corrected";
  caption: string;
}
/**
 * A caption was removed.
 */
export interface CaptionRemoved {
  type: "caption.removed";
  caption: string;
}
/**
 * A removed caption is shown again.
 */
export interface CaptionRestored {
  type: "caption.restored";
  caption: string;
}
/**
 * Stream `session/…`: a part of the session is published to these readers.
 */
export interface PartPublished {
  type: "publication.published";
  part: "minutes" | "recording" | "questions";
  readers: "nobody" | "delegations" | "participants" | "entrants" | "everyone";
}
/**
 * Stream `session/…`: a part of the session is no longer published.
 */
export interface PartWithdrawn {
  type: "publication.withdrawn";
  part: "minutes" | "recording" | "questions";
}
/**
 * Stream `conference/…`: what the programme shows about the publication of a session has changed.
 */
export interface PublicationShown {
  type: "publication.shown";
  session: string;
}
/**
 * The head of another stream: in a conference's stream, of a session that was just closed.
 */
export interface HeadRecorded {
  type: "journal.head_recorded";
  stream: string;
  /**
   * The number of that stream's last entry.
   */
  seq: number;
  /**
   * The hash of that entry, in hexadecimal. It covers all entries before it.
   */
  head: string;
}
/**
 * The database was restored from a backup. What was written after `seq` and before this entry is lost.
 */
export interface JournalRestored {
  type: "journal.restored";
  /**
   * The number of the stream's last entry in the backup.
   */
  seq: number;
}
/**
 * Personal data were erased from these entries. Their hashes stay, and their salts are deleted.
 */
export interface EntriesErased {
  type: "journal.erased";
  entries: number[];
}
export interface Entities {
  conference: Conference;
  day: Day;
  theme: Theme;
  room: Room;
  session: Session;
  spoken: SpeakersOfSession;
  party: Party;
  participant: Participant;
  party_details: PartyDetails;
  session_role: SessionRole;
  attendance: Attendance;
  check_in: CheckIn;
  floor: Floor;
  entry: Entry;
  my_withdrawn_entry: MyWithdrawnEntry;
  my_unheard_entry: MyUnheardEntry;
  turn: Turn;
  live: PresentSpeaker;
  clash: Clash;
  my_clash: MyClash;
  podium_seat: PodiumSeat;
  hall_confirmation: HallConfirmation;
  hall_sound: HallSound;
  interrupted_turn: Turn;
  pending_motion: PendingMotion;
  vote: Vote;
  ballot: Ballot;
  my_ballot: Ballot;
  proposal: Proposal;
  swap: Swap;
  my_swap: MySwap;
  ordering: Ordering;
  written_statement: WrittenStatement;
  my_statement: MyStatement;
  technical_check: TechnicalCheck;
  my_technical_check: MyTechnicalCheck;
  roll_call: RollCall;
  roll_answer: RollAnswer;
  decision: Decision;
  document: Document;
  my_document: MyDocument;
  my_session_document: MySessionDocument;
  outcome: Outcome;
  my_outcome: MyOutcome;
  outcome_document: OutcomeDocument;
  outcome_paragraph: OutcomeParagraph;
  outcome_citation: OutcomeCitation;
  outcome_amendment: OutcomeAmendment;
  my_amendment: MyAmendment;
  outcome_comment: OutcomeComment;
  outcome_procedure: OutcomeProcedure;
  outcome_objection: OutcomeObjection;
  outcome_reservation: OutcomeReservation;
  outcome_corrigendum: OutcomeCorrigendum;
  outcome_translation: OutcomeTranslation;
  correction: Correction;
  note: Note;
  my_note: MyNote;
  my_session_note: MySessionNote;
  asked_correction: AskedCorrection;
  asked_session_correction: AskedSessionCorrection;
  my_asked_correction: MyAskedCorrection;
  question: Question;
  my_question: MyQuestion;
  question_policy: QuestionPolicy;
  question_block: QuestionBlock;
  message: ChatMessage;
  my_group_message: MyGroupMessage;
  my_message: MyMessage;
  message_policy: MessagePolicy;
  message_block: MessageBlock;
  announcement: Announcement;
  poll: Poll;
  help_call: HelpCall;
  my_help_call: MyHelpCall;
  video_statement: VideoStatement;
  my_video_statement: MyVideoStatement;
  language_channel: LanguageChannel;
  sign_channel: SignChannel;
  interpretation_policy: InterpretationPolicy;
  running_recording: RunningRecording;
  session_recording: SessionRecording;
  my_acknowledgement: MyAcknowledgement;
  caption_channel: CaptionChannel;
  caption: Caption;
  publication: Publication;
  my_publication: MyPublication;
  my_session_publication: MySessionPublication;
}
/**
 * Stream `conference/…`: the conference itself. Times of its sessions are UTC. `timezone` is IANA.
 */
export interface Conference {
  id: string;
  slug: string;
  name: {
    [k: string]: string;
  };
  /**
   * The languages of its texts, in order (BCP 47). The first is offered first.
   */
  languages: string[];
  short: string;
  tagline: string;
  host: string;
  venue: string;
  timezone: string;
  /**
   * A text that every screen shows. Empty outside a demo.
   */
  notice: {
    [k: string]: string;
  };
  shows_flags: boolean;
  /**
   * Whether people react to what was released: statements, recordings, minutes and outcome documents.
   */
  takes_reactions: boolean;
  /**
   * Who may enter a new session, if nothing else is said of it.
   */
  default_access: "public" | "code" | "registered" | "delegations" | "staff";
  /**
   * Whether the audience may register, at `/account/register/<slug>/`.
   */
  registration_open: boolean;
  /**
   * The colour of its links and main buttons, `#rrggbb`. If it is empty, Balai's own colour is used.
   */
  accent: string;
  /**
   * The URL of its logo. Empty if it has none.
   */
  logo: string;
  links: ConferenceLink[];
  archived: boolean;
}
/**
 * A link of the conference: what it says, by language, and where it leads.
 */
export interface ConferenceLink {
  label: {
    [k: string]: string;
  };
  url: string;
}
/**
 * Stream `conference/…`: a day of the programme, in the conference's time zone.
 */
export interface Day {
  id: string;
  date: string;
  title: {
    [k: string]: string;
  };
}
/**
 * Stream `conference/…`: a theme that sessions belong to.
 */
export interface Theme {
  id: string;
  key: string;
  title: {
    [k: string]: string;
  };
}
/**
 * Stream `conference/…`: a room of the venue, or a virtual room.
 */
export interface Room {
  id: string;
  name: {
    [k: string]: string;
  };
}
/**
 * Streams `conference/…` and `session/…`: a session of the programme (FL26).
 */
export interface Session {
  id: string;
  day: string;
  kind: "opening" | "statements" | "panel" | "press_briefing" | "side_session" | "closing";
  title: {
    [k: string]: string;
  };
  description: {
    [k: string]: string;
  };
  theme: string | null;
  room: string | null;
  starts_at: string;
  ends_at: string;
  state: "scheduled" | "open" | "suspended" | "closed";
  /**
   * Whether it was cancelled, so that it will not be held.
   */
  cancelled: boolean;
  quorum_to_open: "none" | "quarter" | "third" | "majority" | "two_thirds";
  /**
   * The share of the accredited delegations that has to be present (FL22).
   */
  quorum_to_decide: "none" | "quarter" | "third" | "majority" | "two_thirds";
  /**
   * The policy by which its list is meant to be put in order. The console offers it first (FL7).
   */
  order_policy:
    "first_come" | "alphabetical" | "precedence" | "lots" | "groups_first" | "alternate_places" | "alternate_regions";
  /**
   * Whether it was invented for the demo. Screens show that.
   */
  illustrative: boolean;
  /**
   * Whether simulated delegations were let in before it was opened. Screens show that.
   */
  rehearsal: boolean;
  /**
   * Why it is suspended. Empty if it is not.
   */
  reason: string;
  /**
   * When it goes on, if it was adjourned to a date: it is suspended until a moderator resumes it (FL26).
   */
  resumes_at: string | null;
  access: "public" | "code" | "registered" | "delegations" | "staff";
  /**
   * Six characters by which people join. In a stream `conference/…` empty, unless the session is public.
   */
  code: string;
}
/**
 * Stream `conference/…`: who spoke in a closed session, in the order of first turns. `id` is the session's.
 */
export interface SpeakersOfSession {
  id: string;
  parties: SpeakingShare[];
}
/**
 * How often a party had the floor in a session, and its speaking time in seconds.
 */
export interface SpeakingShare {
  party: string;
  turns: number;
  seconds: number;
}
/**
 * Stream `conference/…`: who speaks (FL1). `code` is ISO 3166-1 alpha-2 for a state, otherwise empty.
 */
export interface Party {
  id: string;
  category: "state" | "group" | "observer" | "other";
  code: string;
  name: {
    [k: string]: string;
  };
  /**
   * Its name within a sentence, if that differs: with its article, or in its long form.
   */
  spoken: {
    [k: string]: string;
  };
  /**
   * The media outlet of a journalist. Empty for other parties.
   */
  outlet: string;
  region: string;
  /**
   * Where its delegation sits by default.
   */
  place: "hall" | "remote";
  theme: string | null;
  /**
   * Whether its video statement has arrived and can be played.
   */
  has_video_statement: boolean;
  /**
   * Whether it counts for the quorum, and is asked in a roll call (FL22).
   */
  accredited: boolean;
  /**
   * Whether its theme and place were invented for the demo.
   */
  illustrative: boolean;
}
/**
 * Stream `conference/…`: a person with a part in the conference. The audience is only counted.
 */
export interface Participant {
  id: string;
  name: string;
  honorific: string;
  function: string;
  party: string | null;
  place: "hall" | "remote";
  roles: (
    | "moderator"
    | "panellist"
    | "delegate"
    | "head"
    | "operator"
    | "audience"
    | "organiser"
    | "interpreter"
    | "rapporteur"
    | "captioner"
    | "hall_screen"
  )[];
  /**
   * Whether a rehearsal simulates this participant, so that it is no person.
   */
  simulated: boolean;
  /**
   * Whether the staff gave out its seat, by a seat card or a link.
   */
  given_out: boolean;
}
/**
 * What only the staff know of a party, in addition to what everyone sees. `id` is the party's.
 */
export interface PartyDetails {
  id: string;
  /**
   * Names of the groups it belongs to (FL5).
   */
  groups: string[];
  /**
   * Its precedence (FL7): 1 speaks first.
   */
  rank: number | null;
  /**
   * How many members it may have. If null, its head cannot add members.
   */
  most_members: number | null;
  /**
   * The name of the microphone at its place in the hall (FL2).
   */
  microphone: string;
}
/**
 * A participant's role in one session, beside its roles in the conference.
 */
export interface SessionRole {
  id: string;
  session: string;
  participant: string;
  role: "moderator" | "panellist" | "delegate" | "operator" | "interpreter" | "rapporteur" | "captioner";
  /**
   * The language into which an interpreter works, as a BCP 47 tag. Empty for other roles.
   */
  language: string;
}
/**
 * Stream `session/…`: a party that is, or was, present. `id` is the party's.
 */
export interface Attendance {
  id: string;
  present: boolean;
  since: string;
}
/**
 * Stream `session/…`: a participant whom the desk saw come in (FL18). `id` is the participant's.
 */
export interface CheckIn {
  id: string;
  at: string;
}
/**
 * The floor of the session. `id` is the session's. Commands on the turn, such as grant and end, name its
 * `token` (FL10).
 */
export interface Floor {
  id: string;
  token: number;
  turn: string | null;
  list_state: "draft" | "open" | "closed";
  /**
   * Whether the debate on the item goes on, or a motion adjourned or closed it (FL27).
   */
  debate: "open" | "adjourned" | "closed";
  closes_at: string | null;
  limits: Limits;
  /**
   * Whether a turn ends by itself when its time is up (FL16).
   */
  ends_turns: boolean;
  reply_limits: number[];
  motion_speakers: MotionSpeakers;
  /**
   * The number of the session's agenda item, from 1. Rights of reply count within it (FL14).
   */
  item: number;
  /**
   * The title of the agenda item. Empty if it has none.
   */
  item_title: string;
  /**
   * The titles of all items, by number from 1. Each has its own list of speakers (FL14).
   */
  agenda: string[];
  /**
   * Whether rights of reply are taken before the list is done (FL14).
   */
  takes_replies: boolean;
  /**
   * The turn of the last ruling, as long as it can be appealed against (FL13).
   */
  ruled: string | null;
  /**
   * That ruling.
   */
  ruling: RulingFacts | null;
  /**
   * The party that has appealed against the ruling (FL13).
   */
  appellant: string | null;
  /**
   * The proposal on which explanations of vote are taken now, or null (FL29).
   */
  explains: string | null;
  /**
   * Whether these explanations are given after the vote.
   */
  explains_after: boolean;
  /**
   * The parties that explained their vote on this proposal: each does so once (FL29).
   */
  explained: string[];
  /**
   * The preset that gave all speaking times (the floor's figures), or null if some were changed.
   */
  preset: ("conference" | "general_assembly" | "who") | null;
  /**
   * To moderators: how many times the speaking times (the figures) or the time budget were set. A command that sets
   * them repeats this number (FL15, FL17).
   */
  figures: number | null;
  /**
   * To moderators: the time budget that one of them set, or null if it is the session's end (FL17).
   */
  ends_by: string | null;
  /**
   * To moderators, once the session is closed: how many entries of its lists were neither heard nor carried to
   * another session (FL14).
   */
  unheard: number | null;
  /**
   * To moderators: by how many seconds past turns went beyond their limits, on average (FL17).
   */
  average_overrun: number | null;
}
/**
 * A ruling of the chair, on a point of order or on a motion (FL13).
 *
 * `party` raised it, `text` is what the chair said with the ruling. `motion` is null for a point of order.
 * `appeals_withdrawn` are the parties that withdrew an appeal against it. They raise no other one.
 */
export interface RulingFacts {
  turn: string;
  party: string;
  ruling: "upheld" | "not_upheld" | "noted" | "out_of_order";
  text: string;
  motion:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  motion_text: string;
  appeals_withdrawn: string[];
}
/**
 * A waiting entry (FL1).
 *
 * Sort entries by `order`, element by element (FL6). The list of speakers, rights of reply (FL14), points of
 * order and motions (FL13), and those who speak on a motion (FL27) are separate lists.
 */
export interface Entry {
  id: string;
  party: string;
  kind:
    "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote" | "on_motion";
  /**
   * What a motion is for, or null for other kinds.
   */
  motion:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  /**
   * What the mover asks for, in the mover's words, if `motion` is `other`.
   */
  motion_text: string;
  /**
   * The motion on which it speaks, or null for other kinds than `on_motion` (FL27).
   */
  of: string | null;
  side: ("for" | "against") | null;
  mode: "live" | "video_statement" | "read_out";
  /**
   * The group on whose behalf it speaks. Empty if it speaks for itself.
   */
  on_behalf_of: string;
  /**
   * The participant who is to speak, if the party named one.
   */
  speaker: string | null;
  /**
   * The participant who is to read it out, if a moderator named one.
   */
  reader: string | null;
  place: "hall" | "remote";
  category: "state" | "group" | "observer" | "other";
  /**
   * The language in which it is to speak, as a BCP 47 tag. Empty if it is not known.
   */
  language: string;
  order: number[];
  /**
   * How often a moderator moved it. The command `floor.move` repeats this number (FL8).
   */
  moves: number;
  limit: number;
  /**
   * Its number among the party's rights of reply, from 1, or 0 for other kinds.
   */
  reply: number;
  /**
   * The proposal on which it explains its party's vote (FL29).
   */
  explains: string | null;
  inscribed_at: string;
  /**
   * Why a moderator added it to a closed list (FL3).
   */
  late_reason: string;
  /**
   * The item on whose list it stands, if that is not the present one, or null (FL14).
   */
  other_item: number | null;
}
/**
 * Only to the party: an entry that it withdrew and can restore until `restorable_until` (FL2).
 */
export interface MyWithdrawnEntry {
  id: string;
  kind:
    "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote" | "on_motion";
  withdrawn_by: string;
  /**
   * Why somebody other than its party took it off the list. Empty if no reason was given.
   */
  reason: string;
  restorable_until: string;
}
/**
 * Only to the party: an entry of the party that waited when the session was closed (FL26).
 */
export interface MyUnheardEntry {
  id: string;
  kind:
    "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote" | "on_motion";
  /**
   * The session to whose list it was carried, or null (FL14).
   */
  carried_to: string | null;
}
/**
 * The turn that holds the floor. The server sends timestamps, and readers compute the clock from them (FL15):
 *
 * elapsed = (suspended_at or now) − started_at − suspended_seconds.
 */
export interface Turn {
  id: string;
  entry: string;
  party: string;
  kind:
    "statement" | "intervention" | "point_of_order" | "motion" | "right_of_reply" | "explanation_of_vote" | "on_motion";
  motion:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  motion_text: string;
  /**
   * The motion on which it speaks, or null for other kinds than `on_motion` (FL27).
   */
  of: string | null;
  side: ("for" | "against") | null;
  /**
   * The vote during which this point of order was recognised: it may only concern the conduct of the voting.
   */
  during_vote: string | null;
  mode: "live" | "video_statement" | "read_out";
  on_behalf_of: string;
  speaker: string | null;
  /**
   * Who reads it out, or null if it is not read out, or nobody was named and nobody presides.
   */
  reader: string | null;
  place: "hall" | "remote";
  /**
   * The language that is spoken, as a BCP 47 tag. Empty if it is not known.
   */
  language: string;
  started_at: string;
  suspended_at: string | null;
  suspended_seconds: number;
  allotted: number;
  /**
   * When the line of the holder, or of the hall, dropped (FL20), or null if it is connected, or never was.
   */
  dropped_at: string | null;
  /**
   * Until when the floor is held for the holder, if the line dropped.
   */
  held_until: string | null;
  /**
   * Whether the line that dropped is the hall's, whoever speaks (FL20).
   */
  awaits_hall: boolean;
  /**
   * Whether its video statement does not play yet: somebody introduces it live, or its file has not arrived (FL4).
   *
   * No speaking time elapses meanwhile.
   */
  introducing: boolean;
  /**
   * The elapsed time, in seconds, at which its video ends (FL4). Null if no video plays.
   */
  plays_until: number | null;
}
/**
 * Stream `conference/…`: who speaks in a session now. `id` is the session's.
 */
export interface PresentSpeaker {
  id: string;
  party: string | null;
  since: string;
}
/**
 * To staff: a party waits or speaks in two sessions that are held at the same time.
 */
export interface Clash {
  id: string;
  party: string;
  sessions: string[];
}
/**
 * To the party: it waits or speaks in two sessions that are held at the same time.
 */
export interface MyClash {
  id: string;
  party: string;
  sessions: string[];
}
/**
 * A place on the podium with a standing microphone (FL12). `id` is its slot.
 */
export interface PodiumSeat {
  id: string;
  participant: string;
}
/**
 * The desk saw the speaker of a waiting entry in the hall (FL18). `id` is the entry's.
 */
export interface HallConfirmation {
  id: string;
  at: string;
}
/**
 * The page that plays the sound in the hall. Two at once would echo. `id` is the session's.
 */
export interface HallSound {
  id: string;
  player: string;
}
/**
 * A motion before the meeting, from its recognition until the vote on it. `id` is the mover's turn (FL27).
 *
 * If there are several, the meeting deals with the one that has the highest number. The others wait for it.
 */
export interface PendingMotion {
  id: string;
  entry: string;
  /**
   * The party that moved it.
   */
  party: string;
  motion: "suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other";
  /**
   * What the mover asks for, in the mover's words, if `motion` is `other`.
   */
  motion_text: string;
  recognised_at: string;
  /**
   * How many may speak for it, beside the mover.
   */
  in_favour: number;
  /**
   * How many may speak against it.
   */
  against: number;
  /**
   * Who was given the floor on it, in order.
   */
  heard: Heard[];
}
/**
 * A party that was given the floor on a motion.
 */
export interface Heard {
  entry: string;
  party: string;
  side: "for" | "against";
}
/**
 * The vote under way, or the last one until the next grant (FL13, FL28).
 *
 * An appeal that is carried overturns the ruling. Otherwise the ruling stands.
 */
export interface Vote {
  id: string;
  subject: "appeal" | "motion" | "proposal" | "indicative";
  method: "show_of_hands" | "electronic" | "roll_call" | "without_a_vote";
  majority: "simple" | "two_thirds";
  /**
   * The party that appeals or moved. Null for a proposal or an indicative vote.
   */
  party: string | null;
  motion:
    ("suspension" | "adjournment" | "adjournment_of_debate" | "closure_of_debate" | "closure_of_list" | "other") | null;
  /**
   * What was moved, in the mover's words, if `motion` is `other`.
   */
  motion_text: string;
  /**
   * The turn of the ruling under appeal, or the turn of the motion's mover.
   */
  of: string | null;
  /**
   * The ruling under appeal.
   */
  ruling: RulingFacts | null;
  proposal: string | null;
  /**
   * What is asked, if the vote is indicative.
   */
  question: string;
  put_at: string;
  /**
   * Until when delegations may cast their votes, or object. If it is null, until the chair closes the vote.
   */
  closes_at: string | null;
  /**
   * Since when that time stands still, because the session is suspended. What is left of it begins when the session
   * resumes.
   */
  suspended_at: string | null;
  /**
   * When it was closed. Null while the vote is under way.
   */
  closed_at: string | null;
  /**
   * The parties that may vote, in alphabetical order, which for a roll call begins with the drawn one.
   */
  roll: string[];
  /**
   * The party from which the roll is called: the first by the SHA-256 of `seed`, a colon and the party's id.
   */
  drawn: string | null;
  seed: string;
  /**
   * The party that is called now.
   */
  called: string | null;
  /**
   * Which call of a roll call this is: 1, or 2 for the second call, in which those that passed are called again.
   */
  round: number;
  present: number;
  accredited: number;
  /**
   * How many accredited parties have to be present to decide, or 0 if no quorum is required.
   */
  needed: number;
  counted_by: "roll_call" | "presence";
  in_favour: number;
  against: number;
  abstentions: number;
  /**
   * Whether it was carried. Null while the vote is under way, and for an indicative vote.
   */
  carried: boolean | null;
  /**
   * Why nobody voted for or against. Empty if somebody did.
   */
  reason: string;
}
/**
 * What a party voted (FL28). Its id is the party's. It can be changed until the vote closes.
 */
export interface Ballot {
  id: string;
  vote: string;
  answer: "yes" | "no" | "abstain" | "pass" | "absent" | "object" | "";
  place: "hall" | "remote";
  at: string;
  /**
   * How the party, after the vote, said it had intended to vote. The result does not change.
   */
  intended: ("yes" | "no" | "abstain") | "";
  given_by: "delegation" | "card" | "desk";
  /**
   * The participant who cast it. Staff and the party's own members see it (`my_ballot`).
   */
  cast_by: string | null;
}
/**
 * A proposal before the session (FL29).
 */
export interface Proposal {
  id: string;
  /**
   * Its document symbol, such as `ICDD/2021/L.3`. Empty if it has none.
   */
  symbol: string;
  title: string;
  /**
   * The parties that propose it.
   */
  sponsors: string[];
  text: string;
  /**
   * Where its document is, or empty.
   */
  link: string;
  state: "tabled" | "adopted" | "not_adopted" | "withdrawn";
}
/**
 * To moderators: a swap that was proposed and not answered yet (FL9).
 */
export interface Swap {
  id: string;
  entry: string;
  party: string;
  with_entry: string;
  with_party: string;
  proposed_at: string;
}
/**
 * To both parties: a proposed swap. `party` proposed it, `with_party` answers (FL9).
 */
export interface MySwap {
  id: string;
  entry: string;
  party: string;
  with_entry: string;
  with_party: string;
  proposed_at: string;
}
/**
 * The last ordering of the list (FL7). `id` counts the orderings of the session.
 *
 * `drawn` has the groups in which lots were drawn, each in the resulting order: sorted by the SHA-256 of `seed`, a
 * colon and the item. With the policy by lot, these are the entries of each category; for a letter drawn by lot, the
 * letters.
 */
export interface Ordering {
  id: string;
  policy:
    "first_come" | "alphabetical" | "precedence" | "lots" | "groups_first" | "alternate_places" | "alternate_regions";
  language: string;
  letter: string;
  seed: string;
  drawn: string[][];
  at: string;
}
/**
 * A written statement, which takes no turn, or the text of a spoken one (FL4).
 */
export interface WrittenStatement {
  id: string;
  party: string;
  language: string;
  /**
   * Empty while it is held, except for moderators.
   */
  text: string;
  /**
   * Whether the text is HTML. It then has paragraphs, headings, lists, bold and italics, and nothing else.
   */
  rich: boolean;
  words: number;
  on_behalf_of: string;
  /**
   * The kind of turn in which it is spoken, if it is the text of a spoken statement.
   */
  kind: "statement" | "intervention";
  /**
   * Whether it is spoken or read out. The spoken words count if they differ ("check against delivery").
   */
  spoken: boolean;
  /**
   * Whether only moderators, interpreters and its own party may read it, until the party is called.
   */
  held: boolean;
  /**
   * The kind of the handed-in file, which staff can fetch unchecked. Empty for a typed text. Readers of the
   * text can fetch a DOCX file made of it.
   */
  file: "" | "docx" | "pdf";
  submitted_at: string;
}
/**
 * Only to the party: its own held text, which it can replace and take back.
 */
export interface MyStatement {
  id: string;
  party: string;
  language: string;
  /**
   * Empty while it is held, except for moderators.
   */
  text: string;
  /**
   * Whether the text is HTML. It then has paragraphs, headings, lists, bold and italics, and nothing else.
   */
  rich: boolean;
  words: number;
  on_behalf_of: string;
  /**
   * The kind of turn in which it is spoken, if it is the text of a spoken statement.
   */
  kind: "statement" | "intervention";
  /**
   * Whether it is spoken or read out. The spoken words count if they differ ("check against delivery").
   */
  spoken: boolean;
  /**
   * Whether only moderators, interpreters and its own party may read it, until the party is called.
   */
  held: boolean;
  /**
   * The kind of the handed-in file, which staff can fetch unchecked. Empty for a typed text. Readers of the
   * text can fetch a DOCX file made of it.
   */
  file: "" | "docx" | "pdf";
  submitted_at: string;
}
/**
 * The last check of a participant, for moderators, operators and organisers. `id` is the participant's.
 */
export interface TechnicalCheck {
  id: string;
  at: string;
  verdict: "ready" | "ready_without_picture" | "not_ready";
  browser: string;
  lines: CheckLine[];
}
/**
 * My own last check.
 */
export interface MyTechnicalCheck {
  id: string;
  at: string;
  verdict: "ready" | "ready_without_picture" | "not_ready";
  lines: CheckLine[];
}
/**
 * A roll call (FL22). While it is open, its answers are `roll_answer`. `present` is its result.
 */
export interface RollCall {
  id: string;
  opened_at: string;
  closed_at: string | null;
  /**
   * The delegations that are called: those accredited when it was opened.
   */
  accredited: string[];
  /**
   * How many have to be present to open a session, or 0 if no quorum is required.
   */
  needed_to_open: number;
  needed_to_decide: number;
  /**
   * The parties that answered. Empty while it is open.
   */
  present: string[];
}
/**
 * A party that answered *present* to the open roll call. `id` is the party's.
 */
export interface RollAnswer {
  id: string;
  roll_call: string;
  place: "hall" | "remote";
  at: string;
}
/**
 * A decision, with the quorum at that time (FL22).
 */
export interface Decision {
  id: string;
  text: string;
  at: string;
  /**
   * The roll call that counted the quorum. Null: it was counted by presence.
   */
  roll_call: string | null;
  present: number;
  accredited: number;
  needed: number;
  /**
   * The proposal that was adopted, if it is one (FL29).
   */
  proposal: string | null;
  /**
   * The vote that took the decision, if there was one (FL28).
   */
  vote: string | null;
}
/**
 * A document that everyone may see. The staff see all of them here.
 */
export interface Document {
  id: string;
  /**
   * The session that it belongs to, or null if it is of the conference.
   */
  session: string | null;
  /**
   * Its document symbol, such as `ICDD/2021/3`. Empty if it has none.
   */
  symbol: string;
  title: {
    [k: string]: string;
  };
  access: "public" | "registered" | "delegations" | "staff";
  embargo: "none" | "until" | "held";
  embargo_until: string | null;
  /**
   * When it was shown to those who may see it. Null while only the staff see it.
   */
  released_at: string | null;
  /**
   * Its place among the documents of its session, or of the conference.
   */
  position: number;
  files: DocumentFile[];
}
/**
 * A language version of a document. `sha256` is the digest of the file, in hexadecimal.
 */
export interface DocumentFile {
  id: string;
  language: string;
  name: string;
  kind: "pdf" | "docx";
  octets: number;
  sha256: string;
}
/**
 * A document for registered people or for delegations, sent to those who may see it.
 */
export interface MyDocument {
  id: string;
  /**
   * The session that it belongs to, or null if it is of the conference.
   */
  session: string | null;
  /**
   * Its document symbol, such as `ICDD/2021/3`. Empty if it has none.
   */
  symbol: string;
  title: {
    [k: string]: string;
  };
  access: "public" | "registered" | "delegations" | "staff";
  embargo: "none" | "until" | "held";
  embargo_until: string | null;
  /**
   * When it was shown to those who may see it. Null while only the staff see it.
   */
  released_at: string | null;
  /**
   * Its place among the documents of its session, or of the conference.
   */
  position: number;
  files: DocumentFile[];
}
/**
 * A document of a session, sent to those who may see it because of a role in that session, or of its code.
 */
export interface MySessionDocument {
  id: string;
  /**
   * The session that it belongs to, or null if it is of the conference.
   */
  session: string | null;
  /**
   * Its document symbol, such as `ICDD/2021/3`. Empty if it has none.
   */
  symbol: string;
  title: {
    [k: string]: string;
  };
  access: "public" | "registered" | "delegations" | "staff";
  embargo: "none" | "until" | "held";
  embargo_until: string | null;
  /**
   * When it was shown to those who may see it. Null while only the staff see it.
   */
  released_at: string | null;
  /**
   * Its place among the documents of its session, or of the conference.
   */
  position: number;
  files: DocumentFile[];
}
/**
 * An outcome document that everyone may see, in the conference's stream. Those who draft see all of them here.
 */
export interface Outcome {
  id: string;
  session: string | null;
  symbol: string;
  title: {
    [k: string]: string;
  };
  access: "public" | "registered" | "delegations" | "staff";
  state: "drafting" | "deciding" | "adopted";
  reading: number;
  adopted_at: string | null;
  illustrative: boolean;
}
/**
 * An outcome document for registered people or for delegations, sent to those who may see it.
 */
export interface MyOutcome {
  id: string;
  session: string | null;
  symbol: string;
  title: {
    [k: string]: string;
  };
  access: "public" | "registered" | "delegations" | "staff";
  state: "drafting" | "deciding" | "adopted";
  reading: number;
  adopted_at: string | null;
  illustrative: boolean;
}
/**
 * The document itself, in its own stream.
 */
export interface OutcomeDocument {
  id: string;
  session: string | null;
  symbol: string;
  title: {
    [k: string]: string;
  };
  /**
   * The language of its authentic text.
   */
  language: string;
  access: "public" | "registered" | "delegations" | "staff";
  state: "drafting" | "deciding" | "adopted";
  reading: number;
  amendments_until: string | null;
  version: number;
  /**
   * The paragraph that the chair has taken up for discussion.
   */
  taken_up: string | null;
  milestones: Milestone[];
  adopted_at: string | null;
  sha256: string;
  illustrative: boolean;
}
/**
 * A version of a document with a name. The label is `reading` with the number of the reading, or `adopted`.
 */
export interface Milestone {
  version: number;
  label: "reading" | "adopted";
  reading: number;
  at: string;
}
/**
 * A paragraph of the document.
 */
export interface OutcomeParagraph {
  id: string;
  kind: "preamble" | "area" | "paragraph" | "item";
  label: string;
  position: number;
  text: string;
  version: number;
  status: "open" | "ad_referendum" | "agreed";
}
/**
 * Something on which a paragraph rests, such as a turn or a statement.
 */
export interface OutcomeCitation {
  id: string;
  paragraph: string;
  kind: "turn" | "statement" | "question" | "note";
  session: string;
  target: string;
  label: string;
  at: string | null;
}
/**
 * An amendment that was tabled.
 */
export interface OutcomeAmendment {
  id: string;
  paragraph: string | null;
  kind: "words" | "paragraph";
  /**
   * The range of words in the paragraph's present text, or null if it does not stand there any more.
   */
  start: number | null;
  end: number | null;
  words: string;
  words_before: string;
  words_after: string;
  text: string;
  party: string;
  fate: "" | "done" | "overtaken" | "deleted";
  author: string | null;
  number: number;
  supporters: string[];
  state: "tabled" | "accepted" | "merged" | "rejected" | "withdrawn";
  reading: number;
  reason: string;
  tabled_at: string;
  decided_at: string | null;
}
/**
 * A draft of my delegation's amendment, which nobody else sees.
 */
export interface MyAmendment {
  id: string;
  paragraph: string | null;
  kind: "words" | "paragraph";
  /**
   * The range of words in the paragraph's present text, or null if it does not stand there any more.
   */
  start: number | null;
  end: number | null;
  words: string;
  words_before: string;
  words_after: string;
  text: string;
  party: string;
  fate: "" | "done" | "overtaken" | "deleted";
  author: string | null;
}
/**
 * A comment on a paragraph, or on some of its words.
 */
export interface OutcomeComment {
  id: string;
  paragraph: string;
  start: number | null;
  end: number | null;
  words: string;
  text: string;
  party: string | null;
  author: string | null;
  fate: "" | "done" | "overtaken" | "deleted";
  at: string;
  resolved: boolean;
}
/**
 * A procedure by which the document may be adopted.
 */
export interface OutcomeProcedure {
  id: string;
  kind: "consensus" | "silence";
  version: number;
  begun_at: string;
  until: string;
  ended_at: string | null;
  result: "" | "held" | "broken" | "ended";
}
/**
 * A delegation objected to the consensus, or broke the silence.
 */
export interface OutcomeObjection {
  id: string;
  procedure: string;
  party: string;
  reason: string;
  at: string;
  withdrawn: boolean;
}
/**
 * A reservation, or an explanation of position.
 */
export interface OutcomeReservation {
  id: string;
  kind: "reservation" | "explanation";
  paragraph: string | null;
  party: string;
  text: string;
  at: string;
}
/**
 * A correction of the adopted text.
 */
export interface OutcomeCorrigendum {
  id: string;
  number: number;
  paragraph: string;
  wrong: string;
  right: string;
  note: string;
  at: string;
}
/**
 * A paragraph in another language than the authentic one, out of date if the paragraph has a later version.
 */
export interface OutcomeTranslation {
  id: string;
  paragraph: string;
  language: string;
  of_version: number;
  text: string;
}
/**
 * A moderator's correction of an item of the minutes.
 *
 * `item` is the number of the item in the minutes. For a ruling it is the number of the turn in which the point of
 * order was raised.
 */
export interface Correction {
  id: string;
  of: "entry" | "turn" | "ruling" | "decision" | "roll_call" | "question" | "vote" | "order" | "written";
  item: string;
  text: string;
  reason: string;
  /**
   * The participant who added it.
   */
  by: string | null;
  at: string;
}
/**
 * A note of the minutes that was approved.
 */
export interface Note {
  id: string;
  turn: string | null;
  at: string;
  text: string;
  version: number;
}
/**
 * A note that is not approved yet, for those who write notes in the whole conference.
 */
export interface MyNote {
  id: string;
  turn: string | null;
  at: string;
  text: string;
  version: number;
  state: "draft" | "ready";
  author: string | null;
}
/**
 * A note that is not approved yet, for those who write notes in its session.
 */
export interface MySessionNote {
  id: string;
  turn: string | null;
  at: string;
  text: string;
  version: number;
  state: "draft" | "ready";
  author: string | null;
}
/**
 * A correction of a note that a delegation asks for, as those see it who write notes in the whole conference.
 */
export interface AskedCorrection {
  id: string;
  note: string;
  party: string;
  text: string;
  asked_at: string;
  state: "asked" | "accepted" | "declined";
  answer: string;
}
/**
 * A correction of a note that a delegation asks for, as those see it who write notes in the session.
 */
export interface AskedSessionCorrection {
  id: string;
  note: string;
  party: string;
  text: string;
  asked_at: string;
  state: "asked" | "accepted" | "declined";
  answer: string;
}
/**
 * A correction that my delegation asked for.
 */
export interface MyAskedCorrection {
  id: string;
  note: string;
  party: string;
  text: string;
  asked_at: string;
  state: "asked" | "accepted" | "declined";
  answer: string;
}
/**
 * A question. Everyone sees those that were approved and what became of them. Moderators see all.
 *
 * `author` is the asker's public name, empty if the question is anonymous or asked for a party.
 */
export interface Question {
  id: string;
  text: string;
  earlier: Wording[];
  author: string;
  party: string | null;
  anonymous: boolean;
  for_party: boolean;
  /**
   * For moderators: the asker's name. Empty for others, and if nobody may know it.
   */
  asked_by: string;
  /**
   * Where the asker was, `hall` or `remote`. If the question is anonymous, only moderators get this fact.
   */
  place: string;
  /**
   * True if a simulated person of a rehearsal asked the question.
   */
  simulated: boolean;
  /**
   * True if a guest, who chose the name, asked the question. If it is anonymous, only moderators get this fact.
   */
  guest: boolean;
  language: string;
  addressee: string;
  /**
   * For moderators.
   */
  labels: string[];
  /**
   * For moderators: the words of the session's list that the question contains.
   */
  flagged: string[];
  state: "pending" | "approved" | "answering" | "answered" | "deferred" | "dismissed" | "merged" | "withdrawn";
  /**
   * Why it was deferred. Moderators also see why it was dismissed.
   */
  reason: string;
  /**
   * For moderators: the question into which it was merged.
   */
  merged_into: string | null;
  pinned: boolean;
  answer_kind: "" | "live" | "written" | "floor";
  /**
   * The written answer.
   */
  answer: string;
  answered_at: string | null;
  /**
   * The turn in which it was answered.
   */
  turn: string | null;
  /**
   * For moderators: the participant who works on it, since `claimed_at`. It ends after ten minutes.
   */
  claimed_by: string | null;
  claimed_at: string | null;
  /**
   * For moderators: the floor was offered to its asker.
   */
  offered: boolean;
  asked_at: string;
}
/**
 * An earlier wording of a question, and until when it stood.
 */
export interface Wording {
  text: string;
  until: string;
}
/**
 * The reader's own question, in any state. `reason` says why a moderator dismissed or deferred it.
 */
export interface MyQuestion {
  id: string;
  text: string;
  anonymous: boolean;
  for_party: boolean;
  state: "pending" | "approved" | "answering" | "answered" | "deferred" | "dismissed" | "merged" | "withdrawn";
  reason: string;
  /**
   * The question that now stands for it. Its votes count there.
   */
  merged_into: string | null;
  answer_kind: "" | "live" | "written" | "floor";
  answer: string;
  /**
   * A moderator offers the floor: who inscribes now asks it in person.
   */
  offered: boolean;
  asked_at: string;
}
/**
 * How a session takes questions. Its id is the session's. A session without it has the defaults.
 */
export interface QuestionPolicy {
  id: string;
  is_open: boolean;
  anonymity: "forbidden" | "moderators" | "nobody";
  slow_s: number;
  max_pending: number;
  hides_votes: boolean;
  /**
   * The questions that the moderator means to take next, in order.
   */
  next_up: string[];
  /**
   * For moderators: a question with one of these words is marked.
   */
  words: string[];
}
/**
 * For moderators: a person who may ask no more. Its id is that of the question because of which they were blocked.
 *
 * `name` is empty if nobody may know it.
 */
export interface QuestionBlock {
  id: string;
  name: string;
}
/**
 * A message to everyone. A deleted one has no text, except for moderators.
 */
export interface ChatMessage {
  id: string;
  channel: string;
  text: string;
  author: string;
  party: string | null;
  /**
   * The role in which the author runs the session, such as `moderator`. Empty for others.
   */
  role: string;
  place: string;
  guest: boolean;
  simulated: boolean;
  reply_to: string | null;
  sent_at: string;
  edited_at: string | null;
  /**
   * For moderators, and in a channel of a group.
   */
  earlier: MessageWording[];
  /**
   * For moderators: it waits for a moderator.
   */
  held: boolean;
  /**
   * For moderators: the words of the session's list that it contains.
   */
  flagged: string[];
  deleted: "" | "author" | "moderator";
  pinned: boolean;
}
/**
 * An earlier wording of a message, and until when it stood.
 */
export interface MessageWording {
  text: string;
  until: string;
}
/**
 * A message in a channel that only a group reads, with the number of people who reacted to it, by kind.
 */
export interface MyGroupMessage {
  id: string;
  channel: string;
  text: string;
  author: string;
  party: string | null;
  /**
   * The role in which the author runs the session, such as `moderator`. Empty for others.
   */
  role: string;
  place: string;
  guest: boolean;
  simulated: boolean;
  reply_to: string | null;
  sent_at: string;
  edited_at: string | null;
  /**
   * For moderators, and in a channel of a group.
   */
  earlier: MessageWording[];
  /**
   * For moderators: it waits for a moderator.
   */
  held: boolean;
  /**
   * For moderators: the words of the session's list that it contains.
   */
  flagged: string[];
  deleted: "" | "author" | "moderator";
  pinned: boolean;
  reactions: {
    [k: string]: number;
  };
}
/**
 * The reader's own message: it can be edited and deleted. A held one waits for a moderator.
 */
export interface MyMessage {
  id: string;
  channel: string;
  text: string;
  held: boolean;
  sent_at: string;
}
/**
 * How a session takes messages to everyone. Its id is the session's. A session without it has the defaults.
 */
export interface MessagePolicy {
  id: string;
  mode: "open" | "approved" | "read_only" | "off";
  slow_s: number;
}
/**
 * For moderators: a person who may write no more to everyone. Its id is that of the message that was the reason.
 */
export interface MessageBlock {
  id: string;
  name: string;
}
/**
 * An announcement. Pages show each person the newest one once, and all of them in a list.
 */
export interface Announcement {
  id: string;
  texts: {
    [k: string]: string;
  };
  /**
   * The participant who made it.
   */
  by: string | null;
  made_at: string;
}
/**
 * A poll of the people in a session. Moderators see drafts, too.
 */
export interface Poll {
  id: string;
  kind: "single" | "multiple" | "rating" | "ranking" | "words";
  question: string;
  options: string[];
  /**
   * The most options that a person may choose in `multiple`.
   */
  most: number;
  /**
   * Whether nobody is told who answered what. If not, the staff can read each answer with the name.
   */
  anonymous: boolean;
  /**
   * Whether everyone sees the result while the poll is open (`live`), or only after it was closed.
   */
  results: "live" | "after";
  /**
   * The place among the polls that wait. Equal ones are in the order of their ids.
   */
  position: number;
  state: "draft" | "open" | "closed";
  /**
   * Whether the hall screen shows it.
   */
  on_screen: boolean;
  opened_at: string | null;
  closed_at: string | null;
  /**
   * The result at the closing. Null before.
   */
  result: PollResult | null;
}
/**
 * An open call, for moderators, operators and organisers.
 */
export interface HelpCall {
  id: string;
  /**
   * The caller's name. A guest chooses it, or leaves it empty.
   */
  name: string;
  /**
   * True if the caller has no seat in the conference and calls from an entrance page. The place is unknown then.
   */
  visitor: boolean;
  /**
   * True if the caller has a seat in the audience without an account, so nobody has checked the name.
   */
  guest: boolean;
  participant: string | null;
  party: string | null;
  place: string;
  line: HelpLine;
  messages: HelpMessage[];
  called_at: string;
}
/**
 * One message of a call.
 */
export interface HelpMessage {
  by: "caller" | "staff";
  name: string;
  text: string;
  at: string;
  /**
   * True if the caller was not connected when the staff wrote the message.
   */
  away: boolean;
}
/**
 * The reader's own call. After it is closed, the reader still sees it until the next call.
 */
export interface MyHelpCall {
  id: string;
  state: "open" | "closed";
  messages: HelpMessage[];
  called_at: string;
}
/**
 * A party's video statement, for the staff. Its id is the party's.
 */
export interface VideoStatement {
  id: string;
  state: "converting" | "ready" | "failed";
  /**
   * Its duration, to compare with the limit.
   */
  seconds: number;
  /**
   * The progress of its conversion, 0 to 100.
   */
  percent: number;
  /**
   * The code of a refusal if it `failed`.
   */
  problem: string;
  submitted_at: string;
}
/**
 * My own party's video statement.
 */
export interface MyVideoStatement {
  id: string;
  state: "converting" | "ready" | "failed";
  /**
   * Its duration, to compare with the limit.
   */
  seconds: number;
  /**
   * The progress of its conversion, 0 to 100.
   */
  percent: number;
  /**
   * The code of a refusal if it `failed`.
   */
  problem: string;
  submitted_at: string;
}
/**
 * A language into which the session is interpreted. `id` is the language's tag.
 *
 * `position` orders the channels as the organiser listed them.
 */
export interface LanguageChannel {
  id: string;
  /**
   * The participant whose microphone is heard in the channel, or null if nobody is on duty.
   */
  on_duty: string | null;
  /**
   * Whether a booth in the hall is on duty, whose encoder sends with an equipment key. Then `on_duty` is null.
   */
  from_hall: boolean;
  /**
   * Since when this participant, or the booth in the hall, is on duty.
   */
  since: string | null;
  /**
   * The language of the channel from which the booth interprets, or empty if it interprets from the floor.
   */
  incoming: string;
  /**
   * The participant who is to take over, if a handover was offered.
   */
  offered_to: string | null;
  /**
   * Who offered it: the participant on duty, or the one who is to take over.
   */
  offered_by: string | null;
  /**
   * When the booth last asked the speaker to slow down.
   */
  slower_asked_at: string | null;
  /**
   * When the booth last reported that what it hears is bad.
   */
  sound_reported_at: string | null;
  position: number;
  /**
   * The language of the channel into which the booth works: its own (A), or another (B).
   */
  outgoing: string;
  /**
   * The language B into which the booth worked last, or empty.
   */
  second: string;
  /**
   * The language of the booth that is heard in this channel, or null if none is.
   */
  held_by: string | null;
}
/**
 * The sign language into which the session is interpreted. `id` is its tag, such as `ase`, or `ils` for
 * International Sign.
 */
export interface SignChannel {
  id: string;
  /**
   * The participant whose microphone is heard in the channel, or null if nobody is on duty.
   */
  on_duty: string | null;
  /**
   * Whether a booth in the hall is on duty, whose encoder sends with an equipment key. Then `on_duty` is null.
   */
  from_hall: boolean;
  /**
   * Since when this participant, or the booth in the hall, is on duty.
   */
  since: string | null;
  /**
   * The language of the channel from which the booth interprets, or empty if it interprets from the floor.
   */
  incoming: string;
  /**
   * The participant who is to take over, if a handover was offered.
   */
  offered_to: string | null;
  /**
   * Who offered it: the participant on duty, or the one who is to take over.
   */
  offered_by: string | null;
  /**
   * When the booth last asked the speaker to slow down.
   */
  slower_asked_at: string | null;
  /**
   * When the booth last reported that what it hears is bad.
   */
  sound_reported_at: string | null;
  /**
   * Whether the hall screen shows the interpreter beside what it shows.
   */
  on_hall_screen: boolean;
}
/**
 * How the booths of a session work together. Its id is the session's.
 *
 * A session without it has `interlock`, and its clock does not stop for booths.
 */
export interface InterpretationPolicy {
  id: string;
  meeting: "interlock" | "override";
  /**
   * Whether the speaker's clock stops while a booth on duty has no connection.
   */
  holds_clock: boolean;
}
/**
 * The session is being recorded, for everyone. `id` is the recording's.
 */
export interface RunningRecording {
  id: string;
  since: string;
}
/**
 * A recording of the session, for its moderators.
 *
 * `lost` is how often a picture froze because of lost packets, `skipped` how many pictures were skipped because the
 * disk was too slow. `programme` is the state of its MP4, of which `percent` is done.
 */
export interface SessionRecording {
  id: string;
  state: "running" | "finishing" | "ready";
  started_at: string;
  stopped_at: string | null;
  problem: "" | "disk_full" | "write_failed";
  lost: number;
  skipped: number;
  files: SessionRecordingFile[];
  programme: "" | "making" | "ready" | "failed";
  percent: number;
  acknowledged: Acknowledged[];
}
/**
 * One file of a recording: that of one slot, an MP4, or the master file. `octets` is its size.
 *
 * The slot `programme` is the MP4 with the floor's sound, `programme/fr` that in French, `language/fr` what the French
 * interpreters said, and `master` has all of them as tracks. `language` is the BCP 47 tag, or empty. `at` is when it
 * begins, in seconds since the recording began. `seconds` is its duration.
 */
export interface SessionRecordingFile {
  id: string;
  slot: string;
  kind: "webm" | "mkv" | "mp4";
  language: string;
  at: number;
  seconds: number;
  octets: number;
  chapters: number;
}
/**
 * A person who acknowledged that the session is recorded, and when.
 */
export interface Acknowledged {
  participant: string;
  at: string;
}
/**
 * My acknowledgement that this recording records me. `id` is the recording's.
 */
export interface MyAcknowledgement {
  id: string;
  at: string;
}
/**
 * A language in which a session has captions. Its id is the language's BCP 47 tag.
 */
export interface CaptionChannel {
  id: string;
  /**
   * Whether captions in it are written now.
   */
  is_open: boolean;
  /**
   * Whether the hall screen shows them.
   */
  on_hall_screen: boolean;
}
/**
 * A final caption.
 */
export interface Caption {
  id: string;
  language: string;
  source: "captioner" | "automatic" | "prepared";
  /**
   * The turn in which the words were spoken.
   */
  turn: string | null;
  text: string;
  corrected: boolean;
  began_at: string;
  ended_at: string;
}
/**
 * Stream `conference/…`: a decision on a part of a public session, for everyone. The staff see all decisions.
 */
export interface Publication {
  id: string;
  session: string;
  part: "minutes" | "recording" | "questions";
  readers: "nobody" | "delegations" | "participants" | "entrants" | "everyone";
  /**
   * Since when these readers may read the part. Null if it was withdrawn.
   */
  published_at: string | null;
  /**
   * Whether the reader of this entity may read the part.
   */
  is_readable: boolean;
}
/**
 * A decision on a part of a session, for registered people or for delegations.
 */
export interface MyPublication {
  id: string;
  session: string;
  part: "minutes" | "recording" | "questions";
  readers: "nobody" | "delegations" | "participants" | "entrants" | "everyone";
  /**
   * Since when these readers may read the part. Null if it was withdrawn.
   */
  published_at: string | null;
  /**
   * Whether the reader of this entity may read the part.
   */
  is_readable: boolean;
}
/**
 * A decision on a part of a session, for those who may enter because of a role in that session, or of its code.
 */
export interface MySessionPublication {
  id: string;
  session: string;
  part: "minutes" | "recording" | "questions";
  readers: "nobody" | "delegations" | "participants" | "entrants" | "everyone";
  /**
   * Since when these readers may read the part. Null if it was withdrawn.
   */
  published_at: string | null;
  /**
   * Whether the reader of this entity may read the part.
   */
  is_readable: boolean;
}
export interface Signals {
  "planning.expected": Expected;
  invitations: Invitations;
  registrations: Registrations;
  "seat.at": SeatAt;
  presence: Presence;
  "floor.readiness": OnDeck;
  "rollcall.quorum": Quorum;
  "outcome.editors": Editors;
  "question.votes": Votes;
  "question.hidden_votes": HiddenVotes;
  "question.guest_votes": GuestVotes;
  "question.my_votes": MyVotes;
  "message.latest": LatestMessage;
  "message.my_marks": MyReadMarks;
  "message.reactions": Reactions;
  "message.my_reactions": MyReactions;
  "poll.result": OpenPollResult;
  "poll.moderators_result": OpenPollForModerators;
  "poll.my_answer": MyPollAnswer;
  "reaction.counts": ReleaseReactions;
  "reaction.mine": MyReleaseReactions;
  "help.desk": HelpDesk;
  "media.lines": MediaLines;
  "media.speaking": Speaking;
  "media.line_states": LineStates;
  "media.booths": Booths;
  "media.talkback": TalkbackState;
  microphones: Microphones;
  "caption.coming": ComingCaptions;
}
/**
 * Stream `conference/…`, to organisers: the parties that are expected in each session that is not over.
 */
export interface Expected {
  sessions: ExpectedIn[];
}
/**
 * The parties that are expected in a session.
 */
export interface ExpectedIn {
  session: string;
  parties: string[];
}
/**
 * How many participants with an address are in each state, for readers with the permission `people.read`. It
 * changes while e-mails are sent.
 */
export interface Invitations {
  not_sent: number;
  waiting: number;
  sent: number;
  unsure: number;
  failed: number;
  expired: number;
  revoked: number;
  accepted: number;
}
/**
 * Stream `conference/…`, to organisers: how many registrations are in each state.
 */
export interface Registrations {
  asked: number;
  waiting: number;
  registered: number;
  declined: number;
}
/**
 * Stream `conference/…`, to one person: which of its devices has the seat.
 *
 * Empty until the seat was transferred. A tab on any other device is silent and has no microphone.
 */
export interface SeatAt {
  device: string;
}
/**
 * Stream `session/…`: who is connected now. `people` are participants without a party, by id.
 */
export interface Presence {
  parties: {
    [k: string]: PartyPresence;
  };
  /**
   * The devices from which each member of a party is connected, by participant id.
   */
  devices: {
    [k: string]: ("computer" | "phone")[];
  };
  /**
   * Participants whose last connection broke. They are listed for two minutes, unless they return.
   */
  lost: string[];
  people: string[];
  audience_hall: number;
  audience_remote: number;
  /**
   * How many of the audience, in the hall and remote, are simulated by a rehearsal.
   */
  audience_simulated: number;
  moderators: number;
}
/**
 * The people of one party who are connected now, by place, as ids of participants.
 */
export interface PartyPresence {
  hall: string[];
  remote: string[];
}
/**
 * Stream `session/…`: the readiness of the holder and of the first entries on the list, by entry id (FL18).
 *
 * The first five are on deck.
 */
export interface OnDeck {
  entries: {
    [k: string]: Readiness;
  };
}
/**
 * Whether an entry can be called, or what is missing.
 *
 * `figure` is the loss in percent if `lossy`, the round trip in milliseconds if `slow`, the converted percentage
 * of the video statement if `converting`.
 */
export interface Readiness {
  verdict:
    | "ready"
    | "absent"
    | "no_line"
    | "no_microphone"
    | "not_heard"
    | "silent"
    | "lossy"
    | "slow"
    | "not_confirmed"
    | "no_video_statement"
    | "converting";
  figure: number | null;
}
/**
 * Stream `session/…`, to moderators: whether a vote on a proposal could be put now (FL22, FL28).
 */
export interface Quorum {
  counted_by: "roll_call" | "presence";
  present: number;
  accredited: number;
  /**
   * How many have to be present to decide, or 0 if no quorum is required.
   */
  needed: number;
}
/**
 * For those who draft the document: who edits which paragraph now, in the order in which they began.
 */
export interface Editors {
  editors: Editor[];
}
/**
 * Somebody who edits a paragraph now.
 */
export interface Editor {
  paragraph: string;
  participant: string;
  name: string;
  /**
   * When it counts as closed, unless it is said again before.
   */
  until: string;
}
/**
 * The number of votes for each question that everyone sees, by the question's id.
 *
 * Votes for merged questions count for the question that stands for them, each person once. If the session hides
 * votes, it is empty until the session is closed.
 */
export interface Votes {
  counts: {
    [k: string]: number;
  };
}
/**
 * For moderators: the numbers of votes, if the session hides them from the others. Otherwise empty.
 */
export interface HiddenVotes {
  counts: {
    [k: string]: number;
  };
}
/**
 * For moderators: how many votes for a question came from guests at one address, by the question's id.
 *
 * If guests of several addresses voted for it, the number is that of the address with the most votes. Only questions
 * with ten or more such votes are listed.
 */
export interface GuestVotes {
  counts: {
    [k: string]: number;
  };
}
/**
 * The ids of the questions that the reader voted for.
 */
export interface MyVotes {
  questions: string[];
}
/**
 * The number of the latest message to everyone, 0 if there is none, and whether the session takes messages.
 */
export interface LatestMessage {
  everyone: number;
  mode: "open" | "approved" | "read_only" | "off";
}
/**
 * The number of the last message that the reader has read, by channel.
 */
export interface MyReadMarks {
  marks: {
    [k: string]: number;
  };
}
/**
 * The number of people who reacted to a message to everyone, by the message's id and kind.
 */
export interface Reactions {
  counts: {
    [k: string]: {
      [k: string]: number;
    };
  };
}
/**
 * The reader's own reactions, by the message's id, in all channels.
 */
export interface MyReactions {
  mine: {
    [k: string]: string[];
  };
}
/**
 * The open poll, how many people answered it, and its result. The result is null if it is hidden until the closing.
 *
 * `poll` is empty if no poll is open.
 */
export interface OpenPollResult {
  poll: string;
  answers: number;
  result: PollResult | null;
}
/**
 * For moderators: the open poll and its result, also if it is hidden from the others.
 *
 * `of_one_network` is the highest number of answers that came from guests at one address. It is 0 if there are less
 * than ten.
 */
export interface OpenPollForModerators {
  poll: string;
  result: PollResult | null;
  of_one_network: number;
}
/**
 * The reader's own answer to the open poll. `poll` is empty if there is none.
 */
export interface MyPollAnswer {
  poll: string;
  choices: number[];
  words: string[];
}
/**
 * The number of people who reacted, by item and kind. In a session's stream: to its statements; in an outcome
 * document's: to the document, as the item `outcome`.
 */
export interface ReleaseReactions {
  counts: {
    [k: string]: {
      [k: string]: number;
    };
  };
}
/**
 * The reader's own reactions, by item.
 */
export interface MyReleaseReactions {
  mine: {
    [k: string]: string[];
  };
}
/**
 * How many of the staff are connected and could answer a call.
 */
export interface HelpDesk {
  operators: number;
  moderators: number;
}
/**
 * Stream `session/…`: the participants whose lines reach the relay now, and whether the hall's line does.
 *
 * `slides` is the participant id of the person whose screen everyone sees. `languages` are the language channels into
 * which an interpreter's microphone sends now. In the other channels listeners hear the floor. `sign` is whether the
 * picture of a sign-language interpreter is sent now. `floor` is who is forwarded in the slot `floor` now, as the gate
 * has it: a participant's id, `hall` or `video_statement`. Null if nobody is: whoever has the floor is not heard.
 */
export interface MediaLines {
  publishing: string[];
  hall: boolean;
  slides: string | null;
  languages: string[];
  sign: boolean;
  floor: string | null;
  /**
   * The id of the relay that carries the session. Empty if the server itself does.
   *
   * If it changes, pages connect again.
   */
  relay: string;
}
/**
 * Stream `session/…`: the slots in which someone speaks, by the senders' audio levels (RFC 6464).
 *
 * `panel` is the slot of the loudest panellist who speaks, or of the last one if none speaks. Persons in no slot are
 * left out, because nobody hears them.
 */
export interface Speaking {
  slots: string[];
  panel: string | null;
}
/**
 * Stream `session/…`, for those who run it: the quality of each line by participant id, and of the hall's.
 *
 * Sent once a second. `hall_key` is the id of the equipment key whose encoder sends the hall. It is null if the desk
 * sends the hall, or if nobody does.
 */
export interface LineStates {
  lines: {
    [k: string]: LineState;
  };
  hall: LineState | null;
  hall_key: string | null;
}
/**
 * The quality of a line to the relay, over the last second.
 *
 * `rtt_ms` is the round trip of ICE's checks, `loss` the fraction of packets lost, `level` the loudest moment in dBov
 * (0 to -127), `width` and `height` those of the picture's last keyframe, `candidate_type` the type of its address
 * (RFC 8445): `prflx` is an address that its sender did not know, `relay` a TURN server's. Unknown values are null.
 */
export interface LineState {
  rtt_ms: number | null;
  loss: number;
  level: number | null;
  width: number | null;
  height: number | null;
  candidate_type: ("host" | "srflx" | "prflx" | "relay") | null;
}
/**
 * Stream `session/…`, for interpreters and those who run the session: the channels by language.
 *
 * The sign channel is named `sign`. Sent once a second.
 */
export interface Booths {
  booths: {
    [k: string]: Booth;
  };
}
/**
 * A language channel at the relay, or the sign channel.
 *
 * `line` is the quality of its interpreter's line, or null if none is in the channel. `listeners` is how many
 * connections are tuned to it. Of the sign channel it is how many receive its slot.
 */
export interface Booth {
  line: LineState | null;
  listeners: number;
}
/**
 * Stream `session/…`, for interpreters and those who run the session: who speaks from a booth to the moderator and
 * the operator.
 *
 * `language` is the booth's, `participant` who speaks there. Both are empty if nobody does. Their microphone is in no
 * language channel meanwhile. `listeners` is how many connections would hear it.
 */
export interface TalkbackState {
  language: string;
  participant: string;
  listeners: number;
}
/**
 * Stream `session/…`, for the desk: the hall's microphones, by their names in the system.
 */
export interface Microphones {
  simulated: boolean;
  units: {
    [k: string]: Microphone;
  };
}
/**
 * A microphone as the desk sees it. `level` is in dBov, null while silent. `trouble` says why it does not follow
 * orders.
 */
export interface Microphone {
  label: string;
  party: string | null;
  open: boolean;
  /**
   * Whether it should be open, because its party has the floor.
   */
  speaking: boolean;
  level: number | null;
  trouble: string;
}
/**
 * The words that may still change, by language.
 */
export interface ComingCaptions {
  texts: {
    [k: string]: string;
  };
}
export interface Frames {
  Device: Device;
  Hello: Hello;
  Follow: Follow;
  Unfollow: Unfollow;
  CommandFrame: CommandFrame;
  Ping: Ping;
  Renew: Renew;
  SessionRoleHeld: SessionRoleHeld;
  SeatInfo: SeatInfo;
  SeatFrame: SeatFrame;
  Snapshot: Snapshot;
  EventFrame: EventFrame;
  MineFrame: MineFrame;
  SignalsFrame: SignalsFrame;
  Done: Done;
  Refused: Refused;
  Pong: Pong;
}
/**
 * A browser's device. `id` is random, and the same for all tabs of the browser.
 */
export interface Device {
  id: string;
  kind: "computer" | "phone";
}
/**
 * The first frame of a socket. A socket without a device counts as one of a computer.
 */
export interface Hello {
  hello: string;
  device: Device | null;
}
/**
 * Follow a stream, from `cursor` if the reader has one. Who follows it `aside` does not count as present there.
 *
 * To follow it again changes how.
 */
export interface Follow {
  follow: string;
  cursor: string | null;
  aside: boolean;
}
/**
 * Stop following a stream.
 */
export interface Unfollow {
  unfollow: string;
}
/**
 * A command on a stream. The sender chooses a random `id`. A command with the same id is executed only once.
 */
export interface CommandFrame {
  id: string;
  stream: string;
  command: {
    [k: string]: unknown;
  };
}
/**
 * Ask for a `pong`: the number of the last entry of each followed stream, and the server's time.
 */
export interface Ping {
  ping: number;
}
/**
 * Ask for a new seat token before the present one expires.
 */
export interface Renew {
  renew: boolean;
}
/**
 * A role that a seat has in one session.
 */
export interface SessionRoleHeld {
  session: string;
  role: string;
}
/**
 * A seat, with the facts that its browser may have.
 */
export interface SeatInfo {
  person: string;
  participant: string | null;
  name: string;
  conference: string;
  /**
   * The conference's name in URLs: `/c/<slug>/…`. Empty if the token is of an older version.
   */
  slug: string;
  party: string | null;
  place: string;
  /**
   * Its roles in the whole conference.
   */
  roles: string[];
  session_roles: SessionRoleHeld[];
  /**
   * True if this is the seat of a simulated person in a rehearsal.
   */
  simulated: boolean;
}
/**
 * Answers `hello` and `renew`, and is sent again when the seat changes. `token` is null after `hello`.
 */
export interface SeatFrame {
  seat: SeatInfo;
  token: string | null;
  expires_at: string;
  now: string;
}
/**
 * All entities of a stream that the reader may see, by type and id. One gzipped binary frame.
 *
 * It replaces everything that the reader has of the stream.
 */
export interface Snapshot {
  stream: string;
  seq: number;
  cursor: string;
  entities: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
}
/**
 * An entry of the journal: what happened, who did it, and the changed entities.
 *
 * A reader that has all entries up to `after` applies the frame. A reader that already has entry `seq` ignores it. If
 * `event` is null, the frame only skips numbers that are withheld from this reader.
 */
export interface EventFrame {
  stream: string;
  after: number;
  seq: number;
  cursor: string;
  event: {
    [k: string]: unknown;
  } | null;
  actor: string | null;
  at: string | null;
  put: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
  drop: {
    [k: string]: string[];
  };
}
/**
 * Entities that only the reader or its party gets, in their state at entry `seq`.
 *
 * If `whole` is true, they replace all earlier ones.
 */
export interface MineFrame {
  stream: string;
  seq: number;
  whole: boolean;
  mine: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
  drop: {
    [k: string]: string[];
  };
}
/**
 * Facts that only matter now, by type. A new value replaces the old one.
 */
export interface SignalsFrame {
  stream: string;
  signals: {
    [k: string]: unknown;
  };
}
/**
 * The command is done. `seq` is the number of its event.
 */
export interface Done {
  done: string;
  seq: number;
}
/**
 * The named command, hello or follow is refused. `code` is stable. `message` says what to do.
 *
 * `values` are what the message names, such as figures, so that a page can say the same in another language.
 */
export interface Refused {
  refused: string;
  code: string;
  message: string;
  values: {
    [k: string]: string | number;
  };
}
/**
 * The answer to `ping`: the number of the last entry of each followed stream, and the server's time.
 */
export interface Pong {
  pong: {
    [k: string]: number;
  };
  now: string;
}
