package com.ieltsaiprep.local.client;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Latencies of a conversation as its simulated candidate experienced them. Each list is in order of
 * occurrence and in µs. Maya is the AI examiner; the stand-in is the local replacement of Amazon
 * Nova Sonic, the speech model behind her.
 *
 * @param startDelayUs for each reply of Maya, the time from its first audio until its first sample
 *     was played
 * @param fromStandIn true if {@code startDelayUs} is measured from the moment when the stand-in
 *     sent the first audio; false if it is measured, on real AWS, from the first frame that the
 *     candidate received
 * @param responseGapUs for each turn that Maya answered, the time from the end of the candidate's
 *     voice until the first sample of her reply was played
 * @param clearUs for each barge-in, the time from the stand-in's interruption event to the arrival
 *     of the gateway's message {@code clear}; empty on real AWS
 * @param bargeInUs for each time the candidate spoke over Maya, the time from the start of the
 *     candidate's voice until Maya was silent
 */
public record Latencies(
        List<Long> startDelayUs,
        boolean fromStandIn,
        List<Long> responseGapUs,
        List<Long> clearUs,
        List<Long> bargeInUs) {

    /**
     * Tolerance, µs, by which a clock may be read too late before an effect seems to precede its
     * cause.
     */
    private static final long CLOCK_US = 1_000;

    public Latencies {
        startDelayUs = List.copyOf(startDelayUs);
        responseGapUs = List.copyOf(responseGapUs);
        clearUs = List.copyOf(clearUs);
        bargeInUs = List.copyOf(bargeInUs);
    }

    /**
     * Computes the latencies of a conversation from the times that the candidate and the Nova Sonic
     * stand-in have recorded.
     *
     * @param result result of the conversation, with the candidate's times
     * @param marks events on all streams of the conversation, with the stand-in's times; null if
     *     the conversation was on real AWS
     */
    public static Latencies of(ConversationResult result, @Nullable List<TimelineMark> marks) {
        List<Long> gaps = new ArrayList<>();
        for (ConversationResult.Turn turn : result.turns()) {
            turn.answerUs().ifPresent(us -> gaps.add(us - turn.voiceEndUs()));
        }
        List<Long> bargeIns = new ArrayList<>();
        for (ConversationResult.Clear cut : result.clears()) {
            cut.voiceStartUs().ifPresent(us -> bargeIns.add(cut.receivedUs() - us));
        }
        return new Latencies(
                marks == null ? sinceFirstFrame(result) : sinceFirstAudio(result, marks),
                marks != null,
                gaps,
                marks == null ? List.of() : sinceInterruption(result, marks),
                bargeIns);
    }

    /** Returns the times from the detected loss of a connection to its resumption, µs. */
    static List<Long> untilResumedUs(List<Resumption> resumptions) {
        return resumptions.stream().map(Resumption::downUs).toList();
    }

    /** Returns the times from the detected loss of a connection to Maya's next audio, µs. */
    static List<Long> untilMayaUs(List<Resumption> resumptions) {
        return resumptions.stream()
                .filter(r -> r.mayaUs().isPresent())
                .map(r -> r.mayaUs().getAsLong() - r.lostUs())
                .toList();
    }

    private static List<Long> sinceFirstFrame(ConversationResult result) {
        List<Long> delays = new ArrayList<>();
        for (ConversationResult.HeardReply reply : result.replies()) {
            reply.firstSampleUs().ifPresent(us -> delays.add(us - reply.firstFrameUs()));
        }
        return delays;
    }

    /** Takes for a reply's cause the last first-audio event before its first frame. */
    private static List<Long> sinceFirstAudio(ConversationResult result, List<TimelineMark> marks) {
        List<Long> causes = timesOf(TimelineMark.FIRST_AUDIO, marks);
        List<Long> delays = new ArrayList<>();
        int used = 0;
        for (ConversationResult.HeardReply reply : result.replies()) {
            int next = used;
            while (next < causes.size() && causes.get(next) <= reply.firstFrameUs() + CLOCK_US) {
                next++;
            }
            if (next > used && reply.firstSampleUs().isPresent()) {
                delays.add(reply.firstSampleUs().getAsLong() - causes.get(next - 1));
            }
            used = next;
        }
        return delays;
    }

    /** Takes for an interruption's effect the first {@code clear} before the next interruption. */
    private static List<Long> sinceInterruption(
            ConversationResult result, List<TimelineMark> marks) {
        List<Long> causes = timesOf(TimelineMark.INTERRUPTED, marks);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < causes.size(); i++) {
            long from = causes.get(i) - CLOCK_US;
            long to = i + 1 < causes.size() ? causes.get(i + 1) - CLOCK_US : Long.MAX_VALUE;
            long cause = causes.get(i);
            result.clears().stream()
                    .mapToLong(ConversationResult.Clear::receivedUs)
                    .filter(us -> us >= from && us < to)
                    .findFirst()
                    .ifPresent(us -> delays.add(us - cause));
        }
        return delays;
    }

    private static List<Long> timesOf(String kind, List<TimelineMark> marks) {
        return marks.stream()
                .filter(mark -> mark.kind().equals(kind))
                .map(TimelineMark::atUs)
                .sorted()
                .toList();
    }
}
