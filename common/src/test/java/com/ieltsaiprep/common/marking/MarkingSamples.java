package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.ExamModule;

import java.util.List;
import java.util.Optional;

/** Samples: own-written tasks and answers. */
final class MarkingSamples {
    static final MarkingConfig CONFIG =
            new MarkingConfig("eu.example.small-v1:0", Optional.empty(), Calibration.identity());

    static final MarkingConfig TWO_MODELS =
            new MarkingConfig(
                    "eu.example.small-v1:0",
                    Optional.of("eu.example.other-v2:0"),
                    Calibration.identity());

    static final String QUESTION =
            """
            Some people think that city centres should be closed to private cars. Others say that \
            this would harm shops and workers.

            Discuss both views and give your own opinion.\
            """;

    static final String CHART =
            """
            The table below gives the share of households with a bicycle in three towns.
            Summarise the main features and make comparisons where relevant.

            Town | 2000 | 2020
            Arden | 30 % | 60 %
            Bellow | 45 % | 47 %
            Corvin | 70 % | 50 %\
            """;

    static final String NOTES =
            "Arden doubles and takes the lead, Bellow hardly changes, and Corvin falls.";

    static final String REPORT =
            """
            The table compares how many households own a bicycle in Arden, Bellow and Corvin at \
            the beginning and at the end of a period of twenty years.

            Overall, ownership grew a lot in Arden, hardly changed in Bellow, and fell in Corvin, \
            which lost the first place to Arden.

            In 2000, only 30% of the homes in Arden had a bicycle, the lowest figure of all. \
            Twenty years later this number has doubled and reached 60%, so that Arden was leading. \
            Bellow remained almost stable: it rose from 45% to 47%, which is a change of two \
            points only.

            Corvin shows the opposite pattern. Seven out of ten households had a bicycle in 2000, \
            more than twice as many as in Arden. However, the figure droped by twenty points until \
            2020, when it was only slightly higher than the one of Bellow.

            As a result, the gap between the highest and the lowest town became much smaller, \
            from forty points to only thirteen points, and all three towns are now close together.\
            """;

    static final String ESSAY =
            """
            Nowadays many town halls discuss if private vehicles should disappear from the middle \
            of the city. While shop owners are afraid of loosing customers, I believe that a \
            centre without traffic is better for almost everyone.

            On the one hand, there are good reasons to keep the streets open. People who lives in \
            villages often have no bus in the evening, and for them a car is the only way to reach \
            their work. Moreover, small shops sell furniture or tools that nobody can carry home \
            by hand. If the customers can not park nearby, they will order online, and these \
            businesses might close.

            On the other hand, the advantages of quiet streets are bigger. First of all, the air \
            becomes cleaner, which is important for children and old persons. In my town, the \
            market square was closed three years ago, and since then my grandmother walks there \
            every day because she feels safe. Secondly, visitors stay longer when they can sit \
            outside without noise, so cafes and even clothes shops earn more than before. The fear \
            of the owners was therefore not justified in our case.

            However, such a plan needs preparation. The council should build parking areas at the \
            edge of the town and offer a cheap shuttle. Deliveries could be allowed early in the \
            morning, and disabled people must of course get a permit. With this measures nobody \
            would be excluded.

            In conclusion, although a few workers and shops need help in the beginning, I am \
            convinced that closing the centre to traffic makes a city healthier and even richer, \
            provided that there is another way to arrive.\
            """;

    private MarkingSamples() {}

    static TaskAnswer task1(String essay) {
        return new TaskAnswer(WritingTask.ACADEMIC_TASK_1, CHART, NOTES, Essay.of(essay));
    }

    static TaskAnswer task2(String essay) {
        return new TaskAnswer(WritingTask.TASK_2, QUESTION, Essay.of(essay));
    }

    /** Returns a Task 2 alone. */
    static Submission essay(String text) {
        return new Submission(ExamModule.ACADEMIC_WRITING, List.of(task2(text)));
    }

    /** Returns a test of both tasks. */
    static Submission test(String report, String essay) {
        return new Submission(ExamModule.ACADEMIC_WRITING, List.of(task1(report), task2(essay)));
    }
}
