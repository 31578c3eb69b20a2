package com.ieltsaiprep.local.speak;

/**
 * Sample answers to the first tasks of the Academic writing test: the texts that a simulated
 * candidate submits, with a learner's mistakes in them.
 */
public final class SampleAnswers {
    /** Last sentence of {@link #ESSAY}: too long and too late to be quoted in a report. */
    public static final String LAST_SENTENCE =
            "To sum up, a single term outside of one's own field is a small price for graduates who"
                    + " can listen, plan and work with people whose knowledge is different from"
                    + " theirs.";

    /** Report on the chart of Task 1, of about 180 words. */
    public static final String REPORT =
            """
            The line graph compares how people travelled in Lindholm on a typical weekday from 2000 \
            until 2020. Cars, buses, trams and bicycles are shown, in thousands of journeys.

            Overall, the car stayed the most popular choice, although it lost a lot of ground, while \
            trams and bicycles became far more common and finally passed the bus.

            In 2000 about 210 thousand journeys were made by car. After a small rise to 215 in 2004 \
            this number fell in every period and reached 150 at the end. The bus followed a similar \
            but slower trend: it started at 120 and lost between two and eight thousand journeys \
            every four years, so that only 92 were left.

            The other two means of transport shows the opposite picture. Trams carried 40 thousand \
            passengers a day at first, hardly more in 2004, and then gained roughly 20 to 25 in each \
            interval until they stood at 130. Cycling was the least used in 2000 with 25, but it \
            quadrupled and ended with 104 thousand journeys, which is above the figure for buses.\
            """;

    /** Essay on the question of Task 2, of about 290 words. */
    public static final String ESSAY =
            """
            Many universities keep their students inside one subject for several years. Some \
            teachers therefore suggest that everybody should spend a term with a practical project \
            from a different area. I agree with this suggestion to a large extent, as long as the \
            project is organised well.

            The first reason is that most jobs today are done in mixed teams. An engineer who has \
            once helped to run a small theatre knows how to explain a plan to people without \
            technical training. In my country, for example, a group of chemistry students built a \
            garden together with a primary school. They told me later that planning the water and \
            the budget taught them more about responsibility than any lecture.

            Furthermore, a term of this kind can help young people to discover what they are good \
            at. At the age of nineteen, hardly anyone is certain about their future. If they try \
            something new while they are still studying, a wrong choice costs four months and not \
            ten years.

            On the other hand, there are objections which should be taken seriously. Students of \
            medicine already have a very full timetable, and another term means more rent and later \
            income. Besides, a badly supervised project is just unpaid work. Universities would \
            need to pay grants, to offer enough places and to check that each of them really \
            teaches a skill. Without these condition the term would be wasted, and families with \
            little money would suffer most.

            """
                    + LAST_SENTENCE;

    private SampleAnswers() {}
}
