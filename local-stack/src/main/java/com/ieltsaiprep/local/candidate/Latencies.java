package com.ieltsaiprep.local.candidate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Latencies of a conversation as its candidate feels them, each in µs and in order of occurrence.
 *
 * @param startDelayUs from the first audio of a reply to its first sample played
 * @param fromStandIn whether that is from the stand-in's audio event; otherwise, on real AWS, from
 *     the arrival of the first frame
 * @param responseGapUs from the end of the candidate's voice to the first sample of the answer
 * @param clearUs from the stand-in's interruption to {@code clear}; empty on real AWS
 * @param bargeInUs from the candidate's first word over Maya to her silence
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
     * Matches the candidate's times with the marks of the stand-in.
     *
     * @param marks of all streams of the conversation in the order of time; null if there is no
     *     stand-in to ask
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
