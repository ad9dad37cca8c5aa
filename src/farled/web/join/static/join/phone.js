// The participant's phone. Loaded before ui/live.js, so that it hears the first news.

import { room } from "./room.js";
import "./status.js";
import "./mine.js";
import "./steps.js";
import "./me.js";
import "./tasks/seat.js";
import "./tasks/write.js";
import "./tasks/check_in.js";
import "./tasks/statements.js";
import "./tasks/dots.js";
import "./tasks/resistance.js";
import "./tasks/larger.js";
import "./tasks/apart.js";
import "./tasks/answers.js";
import "./tasks/table.js";

room.begin();
