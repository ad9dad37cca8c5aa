"""All activities by key, in the order a planner sees them."""

from collections.abc import Mapping

from farled.core.workshop.activities import (
    check_in,
    group,
    larger,
    no_voice,
    pause,
    prioritise,
    pulling_apart,
    reflect,
    write,
)
from farled.core.workshop.activities.activity import Activity

ACTIVITIES: Mapping[str, Activity] = {
    module.ACTIVITY.key: module.ACTIVITY
    for module in (
        check_in,
        write,
        group,
        prioritise,
        larger,
        pulling_apart,
        no_voice,
        reflect,
        pause,
    )
}
