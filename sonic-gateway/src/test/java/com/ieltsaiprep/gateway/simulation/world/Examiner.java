package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Span;
import com.ieltsaiprep.gateway.simulation.sonic.Script;

import java.util.List;

/**
 * How Maya leads an interview.
 *
 * @param finishesAfter so many replies she calls the tool that ends it, and again if refused
 * @param calls what she then calls, one after the other; none if she forgets
 * @param sentence how long a sentence of hers is
 */
public record Examiner(int finishesAfter, List<Script.Tool> calls, Span sentence) {
    private static final Script.Tool FINISH =
            new Script.Tool(Interview.FINISH_PART, "{\"notes\":\"speaks clearly\"}");
    private static final Script.Tool BROKEN = new Script.Tool(Interview.FINISH_PART, "{\"notes");
    private static final Script.Tool UNKNOWN = new Script.Tool("make_tea", "{}");

    static Examiner draw(Chance chance) {
        return new Examiner(
                chance.oneOf(List.of(0, 8, 15, 30)),
                chance.oneOf(
                        List.of(
                                List.of(FINISH),
                                List.of(FINISH),
                                List.of(FINISH, FINISH),
                                List.of(BROKEN, FINISH),
                                List.of(UNKNOWN),
                                List.of())),
                chance.once(0.9) ? new Span(400, 5_000) : new Span(2_000, 30_000));
    }
}
